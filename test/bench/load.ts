/**
 * The devices of a benchmark, in a process of their own: lockers behind TCP and a kiosk
 * behind MQTT. Says the ports of the lockers; then sends at a rate and tells when it sent what.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import mqtt, { type MqttClient } from 'mqtt';
import { sleep, wallClock } from './bench.ts';
import { Doors } from './doors.ts';
import { serveLines } from './scratch.ts';

export type Wire = 'tcp' | 'mqtt';

export interface LoadReady {
  ours: number;
  floor: number;
}

/** What is asked of the devices: to send for a while, to a broker if the wire is MQTT. */
export interface LoadAsk {
  wire: Wire;
  to: 'ours' | 'floor';
  broker: string;
  rate: number;
  seconds: number;
}

export interface Sent {
  /** When each message was written, by the clock of this machine. */
  at: number[];
}

const services = ['filing', 'invoices', 'registration', 'agency', 'social', 'cancellation'];
const clients = new Map<string, MqttClient>();
let asked = 0;

/** Lockers behind a port of their own: ours and the floor's do not hear each other's. */
class Lockers {
  readonly #doors = new Doors();
  readonly #lines = new Set<Socket>();

  /** Listens; returns the port. */
  async listen(): Promise<number> {
    const server = createServer((socket) => {
      socket.setNoDelay(true);
      this.#lines.add(socket);
      socket.on('data', (chunk) => {
        for (const answer of this.#doors.answer(chunk)) socket.write(answer);
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#lines.delete(socket));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  report(): void {
    const report = this.#doors.step();
    for (const line of this.#lines) line.write(report);
  }
}

const lockers = { ours: new Lockers(), floor: new Lockers() };

async function clientOf(broker: string): Promise<MqttClient> {
  const known = clients.get(broker);
  if (known) return known;
  const client = await mqtt.connectAsync(broker, { clientId: `load-${clients.size}` });
  clients.set(broker, client);
  return client;
}

/** Sends at a rate with uneven gaps, so that it does not keep step with a screen. */
async function send({ wire, to, broker, rate, seconds }: LoadAsk): Promise<Sent> {
  const client = wire === 'mqtt' ? await clientOf(broker) : null;
  const at: number[] = [];
  const due = performance.now();
  let next = due;
  for (let n = 0; n < rate * seconds; n += 1) {
    next += ((0.5 + Math.random()) * 1000) / rate;
    const wait = next - performance.now();
    if (wait > 0) await sleep(wait);
    at.push(wallClock());
    if (client) {
      const request = { id: `load-${asked}`, service: services[asked % services.length] };
      asked += 1;
      client.publish('hall/kiosk/k1/request', JSON.stringify(request), { qos: 1 });
    } else {
      lockers[to].report();
    }
  }
  return { at };
}

const ready: LoadReady = { ours: await lockers.ours.listen(), floor: await lockers.floor.listen() };
serveLines(ready, (ask: LoadAsk) => send(ask));
