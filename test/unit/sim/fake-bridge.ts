import { createHash } from 'node:crypto';
import type { Clock } from '../../../bridge/clock/clock.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import type { ByteDriver, MessageDriver, Reading } from '../../../bridge/drivers/driver.ts';
import { Framer } from '../../../bridge/framing/framer.ts';
import { memoryMessages, memoryTransport } from '../../../bridge/sim/ports/memory.ts';
import type { SimulatedHall } from '../../../bridge/sim/simulated-hall.ts';
import type { ByteConnection, MessageConnection } from '../../../bridge/transports/transport.ts';
import type { DeviceConfig, HallConfig } from '../../../shared/config/schema.ts';

const drivers = await loadCatalog();

interface Waiting {
  number: string;
  service: string;
  since: number;
}

/** As much of a bridge as a hall needs to go about its day: acknowledges, counts and calls. */
export class FakeBridge {
  readonly waits: number[] = [];
  readonly keys: Record<string, number> = {};
  readonly grades: number[] = [];
  /** Ticket numbers in the order in which they were called and finished. */
  readonly called: string[] = [];
  readonly finished: string[] = [];
  issued = 0;
  passed = 0;
  mostWaiting = 0;
  readonly open = new Set<string>();
  readonly paused = new Set<string>();
  readonly #hall: HallConfig;
  readonly #clock: Clock;
  readonly #hash = createHash('sha256');
  readonly #lines = new Map<string, ByteConnection>();
  #messages: MessageConnection | undefined;
  #waiting: Waiting[] = [];
  readonly #atWindow = new Map<string, Waiting>();
  readonly #serving = new Set<string>();
  readonly #issuedBy: Record<string, number> = {};

  constructor(hall: HallConfig, clock: Clock) {
    this.#hall = hall;
    this.#clock = clock;
  }

  /** Connects to every line of the hall through memory. */
  async plugIn(sim: SimulatedHall): Promise<void> {
    for (const { id, transport } of this.#hall.lines) {
      if (transport.kind !== 'mqtt') this.#lines.set(id, await this.#openLine(id, sim));
    }
    this.#messages = await memoryMessages(sim.messages).open({
      message: async ({ topic, payload }) => {
        this.#hash.update(topic).update(payload);
        await this.#receive(topic, payload);
      },
      closed: () => undefined,
    });
    await this.#messages.subscribe(['#']);
  }

  async unplug(): Promise<void> {
    for (const line of this.#lines.values()) await line.close();
    await this.#messages?.close();
    this.#lines.clear();
  }

  get served(): number {
    return this.finished.length;
  }

  /** Forgets the day: numbers begin anew, and every window is closed. */
  turnDay(): void {
    this.#waiting = [];
    this.#atWindow.clear();
    this.#serving.clear();
    this.open.clear();
    this.paused.clear();
    for (const prefix of Object.keys(this.#issuedBy)) this.#issuedBy[prefix] = 0;
    this.mostWaiting = 0;
  }

  /** Hash of all that the hall has said. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async #openLine(id: string, sim: SimulatedHall): Promise<ByteConnection> {
    const devices = this.#hall.devices.filter(({ line }) => line === id);
    const first = drivers.get(devices[0]!.driver) as ByteDriver;
    const framer = new Framer(first.framing(devices.map((device) => settingsOf(device))), {
      frame: (bytes) => this.#hear(devices, bytes),
      discarded: () => undefined,
    });
    return memoryTransport(sim.bytePort(id)).open({
      bytes: (chunk) => {
        this.#hash.update(id).update(chunk);
        framer.push(chunk);
      },
      closed: () => {
        this.#lines.delete(id);
        this.#comeBack(id, sim);
      },
    });
  }

  /** Tries every ten seconds until the cable is in again. */
  #comeBack(id: string, sim: SimulatedHall): void {
    this.#clock.after(10_000, () => {
      this.#openLine(id, sim).then(
        (line) => this.#lines.set(id, line),
        () => this.#comeBack(id, sim),
      );
    });
  }

  #hear(devices: DeviceConfig[], frame: Uint8Array): void {
    for (const device of devices) {
      const decoded = (drivers.get(device.driver) as ByteDriver).decode(frame, settingsOf(device), null);
      if (!decoded) continue;
      if (decoded.acknowledge) this.#write(device.line, decoded.acknowledge);
      for (const reading of decoded.readings) this.#follow(device, reading);
      return;
    }
  }

  #follow({ window }: DeviceConfig, reading: Reading): void {
    if (reading.kind === 'rating' && reading.grade !== null) this.grades.push(reading.grade);
    if (reading.kind !== 'key' || window === undefined) return;
    this.keys[reading.key] = (this.keys[reading.key] ?? 0) + 1;
    const called = this.#atWindow.get(window);
    switch (reading.key) {
      case 'call':
        if (!this.open.has(window)) this.#show(window, '欢迎光临');
        this.open.add(window);
        if (!this.paused.has(window) && !called) this.#callNext(window);
        break;
      case 'recall':
        if (called && !this.#serving.has(window)) this.#announce(window, called.number);
        break;
      case 'start':
        if (called) this.#serving.add(window);
        break;
      case 'finish':
        if (!called) return;
        this.finished.push(called.number);
        this.#act('evaluator', window, 'askRating', {});
        this.#free(window);
        break;
      case 'pass':
        if (!called) return;
        this.passed += 1;
        this.#free(window);
        break;
      case 'transfer': {
        const target = this.#hall.services[(reading.digits[0] ?? 1) - 1];
        if (!called || !target) return;
        this.#free(window);
        this.#waiting.push({ ...called, service: target.id, since: this.#clock.now() });
        break;
      }
      case 'pause':
        if (this.paused.delete(window)) this.#show(window, '欢迎光临');
        else {
          this.paused.add(window);
          this.#show(window, '暂停服务');
        }
        break;
    }
  }

  #callNext(window: string): void {
    const { services = [], lend } = this.#hall.windows.find(({ id }) => id === window) ?? {};
    const now = this.#clock.now();
    const isLent = ({ service, since }: Waiting) =>
      lend !== undefined && lend.services.includes(service) && now - since >= lend.afterMinutes * 60_000;
    const next =
      this.#waiting.find(({ service }) => services.includes(service)) ?? this.#waiting.find(isLent);
    if (!next) return;
    this.#waiting = this.#waiting.filter((one) => one !== next);
    this.waits.push(this.#clock.now() - next.since);
    this.#atWindow.set(window, next);
    this.called.push(next.number);
    this.#announce(window, next.number);
  }

  #free(window: string): void {
    this.#atWindow.delete(window);
    this.#serving.delete(window);
    this.#showQueue(window, '');
  }

  #announce(window: string, number: string): void {
    const place = this.#hall.windows.find(({ id }) => id === window)?.number;
    this.#show(window, `请${number}到${place}号窗口`);
    this.#showQueue(window, number);
  }

  #showQueue(window: string, number: string): void {
    const services = this.#hall.windows.find(({ id }) => id === window)?.services ?? [];
    const waiting = this.#waiting.filter(({ service }) => services.includes(service)).length;
    this.#act('pad', window, 'showQueue', { waiting, number });
  }

  #show(window: string, text: string): void {
    this.#act('display', window, 'showText', { text });
  }

  #act(kind: string, window: string, action: 'showText' | 'showQueue' | 'askRating', args: object): void {
    for (const device of this.#hall.devices) {
      const driver = drivers.get(device.driver) as ByteDriver;
      if (device.window !== window || driver.kind !== kind) continue;
      const build = driver.actions?.[action] as (args: object, settings: unknown) => { bytes: Uint8Array }[];
      for (const { bytes } of build(args, settingsOf(device))) this.#write(device.line, bytes);
    }
  }

  #write(line: string, bytes: Uint8Array): void {
    void this.#lines.get(line)?.write(bytes);
  }

  async #receive(topic: string, payload: Uint8Array): Promise<void> {
    const kiosk = this.#hall.devices.find(
      ({ driver, settings }) =>
        driver === 'kiosk-mqtt' && topic === `hall/kiosk/${String(settings['kiosk'])}/request`,
    );
    if (!kiosk) return;
    const driver = drivers.get(kiosk.driver) as MessageDriver;
    const decoded = driver.decode({ topic, payload, retained: false }, settingsOf(kiosk), undefined);
    const asked = decoded?.readings[0];
    if (asked?.kind !== 'ticketRequest') return;
    const { service } = asked;
    // It keeps no appointments.
    if (service === undefined) {
      const [no] = driver.actions!.answerKiosk!({ request: asked.request, code: 'no' }, settingsOf(kiosk));
      if (no) await this.#messages?.publish(no.topic, no.payload);
      return;
    }
    const { prefix } = this.#hall.services.find(({ id }) => id === service)!;
    const count = (this.#issuedBy[prefix] = (this.#issuedBy[prefix] ?? 0) + 1);
    const number = `${prefix}${String(count).padStart(3, '0')}`;
    this.issued += 1;
    this.#waiting.push({ number, service, since: this.#clock.now() });
    this.mostWaiting = Math.max(this.mostWaiting, this.#waiting.length);
    const answers = driver.actions!.answerKiosk!(
      { request: asked.request, number, ahead: this.#waiting.length - 1 },
      settingsOf(kiosk),
    );
    for (const answer of answers) await this.#messages?.publish(answer.topic, answer.payload);
  }
}

const parsed = new Map<DeviceConfig, unknown>();

function settingsOf(device: DeviceConfig): unknown {
  if (!parsed.has(device)) parsed.set(device, drivers.get(device.driver)!.settings.parse(device.settings));
  return parsed.get(device);
}
