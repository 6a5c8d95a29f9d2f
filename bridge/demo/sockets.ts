import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import { systemClock } from '../clock/clock.ts';
import { byteLines } from '../sim/demo-hall.ts';
import type { Stand } from '../sim/desk/stand.ts';
import { cablePort, type FaultyLine } from '../sim/ports/faulty.ts';
import type { MessageWire } from '../sim/ports/faulty-messages.ts';
import type { MessageSeat } from '../sim/ports/message-port.ts';
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
  /** What becomes of the messages of a client. */
  wireOf: (seat: MessageSeat) => MessageWire | undefined;
  close(): Promise<void>;
}

/** Gives every line that carries bytes a socket, over a cable that can be given faults, as clients can. */
export async function openSockets(hall: HallConfig, sim: SimulatedHall): Promise<Sockets> {
  const wires = new Map<string, FaultyLine>();
  const servers = new Map<string, Served>();
  for (const { id, transport } of hall.lines) {
    if (transport.kind === 'mqtt') continue;
    const wire = { faults: {}, random: new Random(`faults/${id}`), clock: systemClock };
    wires.set(id, wire);
    servers.set(id, await serveTcp(cablePort(sim.bytePort(id), wire), { host: '127.0.0.1', port: 0 }));
  }
  const seats = new Map(
    sim.messages.seats.map((seat): [MessageSeat, MessageWire] => {
      const random = new Random(`faults/${seat.settings.id}`);
      return [seat, { faults: {}, random, clock: systemClock }];
    }),
  );
  return {
    redirect(line) {
      const { transport } = line;
      if (transport.kind !== 'tcp' || transport.host !== DEMO_HOST) return line;
      const port = servers.get(byteLines[transport.port - FIRST_PORT] ?? '')?.port;
      return port === undefined ? line : { ...line, transport: { kind: 'tcp', host: '127.0.0.1', port } };
    },
    stands: sim.stands({ lines: wires, seats }),
    wireOf: (seat) => seats.get(seat),
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
