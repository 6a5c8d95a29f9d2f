import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import { systemClock } from '../clock/clock.ts';
import { byteLines } from '../sim/demo-hall.ts';
import type { Stand } from '../sim/desk/stand.ts';
import { cablePort, type FaultyLine } from '../sim/ports/faulty.ts';
import { serveTcp, type Served } from '../sim/ports/tcp.ts';
import { Random } from '../sim/random.ts';
import type { SimulatedHall } from '../sim/simulated-hall.ts';
import { DEMO_HOST, FIRST_PORT } from './text.ts';

/** The lines of a simulated hall behind sockets of this machine. */
export interface Sockets {
  /** Leads a line of the demo to its socket; any other stays as it is. */
  redirect: (line: LineConfig) => LineConfig;
  /** The devices, for whoever does things to them. */
  stands: Stand[];
  close(): Promise<void>;
}

/** Gives every line that carries bytes a socket, over a cable that can be given faults. */
export async function openSockets(hall: HallConfig, sim: SimulatedHall): Promise<Sockets> {
  const wires = new Map<string, FaultyLine>();
  const servers = new Map<string, Served>();
  for (const { id, transport } of hall.lines) {
    if (transport.kind === 'mqtt') continue;
    const wire = { faults: {}, random: new Random(`faults/${id}`), clock: systemClock };
    wires.set(id, wire);
    servers.set(id, await serveTcp(cablePort(sim.bytePort(id), wire), { host: '127.0.0.1', port: 0 }));
  }
  return {
    redirect(line) {
      const { transport } = line;
      if (transport.kind !== 'tcp' || transport.host !== DEMO_HOST) return line;
      const port = servers.get(byteLines[transport.port - FIRST_PORT] ?? '')?.port;
      return port === undefined ? line : { ...line, transport: { kind: 'tcp', host: '127.0.0.1', port } };
    },
    stands: sim.stands(wires),
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
