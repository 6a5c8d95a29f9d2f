import type { AnnounceConfig } from '../../shared/config/announce.ts';
import type { PublicDevice } from '../../shared/config/public.ts';
import type { CommandAnswer } from '../../shared/commands.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { Refusal } from '../../shared/refusals.ts';
import { SECOND } from '../../shared/time.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import { Supervisor } from '../devices/supervisor.ts';
import type { Message } from '../drivers/driver.ts';
import { readJson, readWords } from '../framing/messages.ts';
import type { Log } from '../log.ts';
import type { Commands } from '../operations/commands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { MessageConnection, MessageTransport } from '../transports/transport.ts';
import { announcedAnswer, idOf, readAsked } from './asked.ts';
import { discoveryOf, ORIGIN } from './discovery.ts';
import { announcedEvent } from './event.ts';
import { AnnounceOutbox } from './outbox.ts';
import { announcedState } from './state.ts';
import { bridgeTopic, deviceTopic, discoveryTopic, nodeOf } from './topics.ts';

/** Commands that are under way at most; more are refused. */
const MOST_COMMANDS = 50;
/** Time to say goodbye in. */
const PATIENCE = 2 * SECOND;
/** What happened is news for so long. */
const NEWS = 30 * SECOND;

export interface AnnouncerParts {
  announce: AnnounceConfig;
  transport: MessageTransport;
  /** The devices as they are configured now. */
  devices: () => PublicDevice[];
  live: LiveHall;
  /** What is on disk, as everyone may see it: nobody is told what may have to be taken back. */
  state: () => Readonly<HallState>;
  commands: Commands;
  clock: Clock;
  log: Log;
  /** The identity of the journal: part of the id of every event. */
  epoch: string;
}

/** Tells other systems of the devices of the hall over a broker, and takes their commands. */
export class Announcer {
  readonly #parts: AnnouncerParts;
  readonly #supervisor: Supervisor<MessageConnection>;
  #outbox: AnnounceOutbox | null = null;
  #stopListening: Cancel | undefined;
  #underWay = 0;
  /** The devices as they were told of last. */
  #devices: readonly PublicDevice[] = [];

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
    const { clock, transport, log } = parts;
    this.#supervisor = new Supervisor<MessageConnection>({
      clock,
      open: (closed) => transport.open({ message: (message) => this.#receive(message), closed }),
      up: (connection) => {
        this.#up(connection).catch((error: unknown) => log.warn({ error }, 'announce'));
      },
      down: () => (this.#outbox = null),
    });
  }

  start(): void {
    this.#stopListening = this.#parts.live.onCommitted((events) => this.#tell(events));
    this.#supervisor.start();
  }

  /**
   * Says goodbye: a will is for those who cannot.
   *
   * @param isForGood whether nothing is to be announced any more: then all that was told is taken back
   */
  async stop(isForGood = false): Promise<void> {
    this.#stopListening?.();
    if (isForGood) {
      const told = this.#devices;
      this.#devices = [];
      for (const device of told) this.#withdraw(device);
    }
    this.#outbox?.keep(bridgeTopic(this.#parts.announce), 'offline');
    await this.#settled();
    this.#outbox = null;
    await this.#supervisor.stop();
  }

  /** Tells of every device as it is configured now. Of one that is gone, what was told is taken back. */
  refresh(): void {
    const before = this.#devices;
    this.#devices = this.#parts.devices();
    const present = new Set(this.#devices.map((device) => this.#address(device)));
    for (const device of before) if (!present.has(this.#address(device))) this.#withdraw(device);
    for (const device of this.#devices) this.#describe(device);
  }

  /** A broker that takes nothing any more does not hold up the end. */
  #settled(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.after(PATIENCE, resolve);
      void (this.#outbox?.settle() ?? Promise.resolve()).then(() => {
        cancel();
        resolve();
      });
    });
  }

  async #up(connection: MessageConnection): Promise<void> {
    const { announce, log } = this.#parts;
    const outbox = new AnnounceOutbox(connection, (error) => log.warn({ error }, 'announce'));
    this.#outbox = outbox;
    outbox.keep(bridgeTopic(announce), 'online');
    this.refresh();
    await connection.subscribe([
      `${announce.site}/+/+/cmd`,
      `${announce.discoveryPrefix}/status`,
      discoveryTopic(announce, '+'),
    ]);
  }

  #address(device: PublicDevice): string {
    return deviceTopic(this.#parts.announce, device, '');
  }

  #describe(device: PublicDevice): void {
    const { announce } = this.#parts;
    const state = this.#parts.state();
    const availability = state.devices[device.id]?.availability ?? 'unknown';
    const describe = discoveryTopic(announce, nodeOf(announce, device));
    this.#outbox?.keep(describe, JSON.stringify(discoveryOf(device, state, announce)));
    this.#outbox?.keep(deviceTopic(announce, device, 'state'), JSON.stringify(announcedState(device, state)));
    this.#outbox?.keep(deviceTopic(announce, device, 'availability'), availability);
  }

  #withdraw(device: PublicDevice): void {
    const { announce } = this.#parts;
    // A device that changed its kind keeps its description, which is written anew.
    if (!this.#devices.some(({ id }) => id === device.id)) {
      this.#outbox?.keep(discoveryTopic(announce, nodeOf(announce, device)), '');
    }
    this.#outbox?.keep(deviceTopic(announce, device, 'state'), '');
    this.#outbox?.keep(deviceTopic(announce, device, 'availability'), '');
  }

  #tell(events: HallEvent[]): void {
    if (!this.#outbox) return;
    const { announce, epoch } = this.#parts;
    const touched = new Set(events.map(({ device }) => device));
    const known = this.#devices.filter(({ id }) => touched.has(id));
    for (const device of known) this.#describe(device);
    for (const event of events) {
      const device = known.find(({ id }) => id === event.device);
      const told = device && announcedEvent(event, epoch);
      if (told) this.#outbox.pass(deviceTopic(announce, device, 'event'), JSON.stringify(told), NEWS);
    }
  }

  /** Nothing here waits for the broker: it answers nothing while it waits for us. */
  #receive({ topic, payload, retained }: Message): Promise<void> {
    const { announce } = this.#parts;
    const { discoveryPrefix, site } = announce;
    const [first, second, third, fourth] = topic.split('/');
    if (topic === `${discoveryPrefix}/status`) {
      if (readWords(payload) === 'online' && !retained) this.#repeat();
    } else if (first === discoveryPrefix && second === 'device' && fourth === 'config') {
      this.#notice(third ?? '', payload);
    } else if (first === site && fourth === 'cmd' && !retained) {
      // A command that was kept is one of long ago.
      this.#follow(second ?? '', third ?? '', payload);
    }
    return Promise.resolve();
  }

  /** Home Assistant was started anew and knows nothing. */
  #repeat(): void {
    this.#outbox?.forget();
    this.#outbox?.keep(bridgeTopic(this.#parts.announce), 'online');
    this.refresh();
  }

  /** A description that the broker kept of a device that is no longer in the hall is taken back. */
  #notice(node: string, payload: Uint8Array): void {
    const { announce } = this.#parts;
    const described = payload.length > 0 && node.startsWith(`${announce.site}-`) ? readJson(payload) : null;
    if ((described?.['origin'] as { name?: unknown } | undefined)?.name !== ORIGIN) return;
    if (this.#devices.some((device) => nodeOf(announce, device) === node)) return;
    this.#outbox?.keep(discoveryTopic(announce, node), '');
    const state = described?.['state_topic'];
    if (typeof state !== 'string' || !state.startsWith(`${announce.site}/`)) return;
    this.#outbox?.keep(state, '');
    this.#outbox?.keep(state.replace(/state$/, 'availability'), '');
  }

  #follow(kind: string, id: string, payload: Uint8Array): void {
    const { announce, log } = this.#parts;
    const device = this.#devices.find((one) => one.id === id && one.kind === kind);
    if (!device) return;
    this.#carryOut(device, payload)
      .then((answer) => {
        const result = JSON.stringify(announcedAnswer(idOf(payload), answer));
        this.#outbox?.pass(deviceTopic(announce, device, 'cmd/result'), result, NEWS);
      })
      .catch((error: unknown) => log.error({ error }, 'announce'));
  }

  async #carryOut(device: PublicDevice, payload: Uint8Array): Promise<CommandAnswer> {
    const { announce, clock, commands, transport } = this.#parts;
    this.#underWay += 1;
    try {
      if (this.#underWay > MOST_COMMANDS) throw new Refusal('command.tooMany');
      const envelope = readAsked(payload, { device: device.id, announce, now: clock.now() });
      return await commands.handle(envelope, {
        who: `mqtt:${announce.site}`,
        from: transport.address.slice(0, 80),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ok: false, code: error.code, params: error.params };
    } finally {
      this.#underWay -= 1;
    }
  }
}
