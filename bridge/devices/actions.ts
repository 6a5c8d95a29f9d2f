import type { Draft } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Clock } from '../clock/clock.ts';
import type {
  ActionArguments,
  ActionName,
  ByteDriver,
  Decoded,
  MessageDriver,
  Request,
} from '../drivers/driver.ts';
import type { Occasion } from '../operations/hands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { printerTrouble } from '../../shared/queue/printers.ts';
import { ByteLine } from './byte-line.ts';
import type { Device } from './device.ts';
import type { MessageLine } from './message-line.ts';

export type Line = ByteLine | MessageLine;

/** Sends what an action takes and resolves with the device's last answer. */
async function send<K extends ActionName>(
  line: Line,
  device: Device,
  action: K,
  args: ActionArguments[K],
  expires: number,
): Promise<Decoded | null> {
  if (line instanceof ByteLine) {
    const build = (device.driver as ByteDriver).actions?.[action];
    if (!build) throw new Refusal('device.cannot');
    let answer: Decoded | null = null;
    for (const request of build(args, device.settings)) answer = await line.request(device, request, expires);
    return answer;
  }
  const build = (device.driver as MessageDriver).actions?.[action];
  if (!build) throw new Refusal('device.cannot');
  for (const { topic, payload } of build(args, device.settings)) await line.publish(device, topic, payload);
  return null;
}

function resultOf(decoded: Decoded | null): void {
  const result = decoded?.readings.find((reading) => reading.kind === 'result');
  if (!result || result.ok) return;
  throw result.code
    ? new Refusal(result.code)
    : new Refusal('device.rejected', { detail: result.detail ?? '' });
}

/** Carries out actions and records how they ended. */
export class Actions {
  readonly #live: LiveHall;
  readonly #clock: Clock;
  /** One job at a time at each printer. */
  readonly #printing = new Map<string, Promise<unknown>>();
  #stopping = false;
  /** Each ends a wait for a printer that is still at work. */
  readonly #waits = new Set<() => void>();

  constructor(live: LiveHall, clock: Clock) {
    this.#live = live;
    this.#clock = clock;
  }

  /** Waits for no printer any longer: what is not proved by now stays unknown, and is recorded so. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const end of this.#waits) end();
    await Promise.all(this.#printing.values());
  }

  /** @throws Refusal when it could not be done; what was tried is recorded either way */
  async perform<K extends ActionName>(
    line: Line,
    device: Device,
    action: K,
    args: ActionArguments[K],
    occasion: Occasion,
  ): Promise<void> {
    if (action === 'printTicket') {
      await this.#print(line, device, args as ActionArguments['printTicket'], occasion);
    } else if (action === 'showText' || action === 'clearText') {
      await this.#show(line, device, action, args as ActionArguments['showText' | 'clearText'], occasion);
    } else if (action === 'unlockDoor') {
      await this.#unlock(line, device, args as ActionArguments['unlockDoor'], occasion);
    } else {
      resultOf(await send(line, device, action, args, occasion.expires));
    }
  }

  /**
   * Many boards answer an unlock with nothing, or with what an echo looks like. Whether the
   * door is open is told by its contact alone; that no answer came says nothing.
   */
  async #unlock(line: Line, device: Device, { door }: { door: number }, occasion: Occasion): Promise<void> {
    if (!device.online) throw new Refusal('device.offline');
    try {
      resultOf(await send(line, device, 'unlockDoor', { door }, occasion.expires));
    } catch (error) {
      if (error instanceof RangeError) throw new Refusal('device.rejected', { detail: error.message });
      if (!(error instanceof Refusal) || error.code !== 'device.noAnswer') throw error;
    }
  }

  async #show<K extends 'showText' | 'clearText'>(
    line: Line,
    device: Device,
    action: K,
    args: ActionArguments[K],
    occasion: Occasion,
  ): Promise<void> {
    const text = 'text' in args ? args.text : '';
    try {
      resultOf(await send(line, device, action, args, occasion.expires));
    } catch (error) {
      if (error instanceof Refusal) {
        const detail = error.params['detail'];
        await this.#note(device, occasion, {
          type: 'display.failed',
          data: { text, code: error.code, ...(detail ? { detail } : {}) },
        });
      }
      throw error;
    }
    await this.#note(device, occasion, { type: 'display.shown', data: { text } });
  }

  /**
   * Prints a ticket: looks at the printer, sends the job, gives it its time, and looks again.
   * A printer that is silent or in trouble before gets nothing; once bytes have left, it leaves
   * the outcome unknown, and the job is never sent a second time.
   */
  async #print(
    line: Line,
    device: Device,
    text: ActionArguments['printTicket'],
    occasion: Occasion,
  ): Promise<void> {
    const before = this.#printing.get(device.id) ?? Promise.resolve();
    const job = before.then(() => this.#printNow(line, device, text, occasion));
    const settled = job.catch(() => undefined);
    this.#printing.set(device.id, settled);
    await job;
  }

  async #printNow(
    line: Line,
    device: Device,
    text: ActionArguments['printTicket'],
    occasion: Occasion,
  ): Promise<void> {
    const { ticket } = text;
    const printer = device.id;
    const fail = async (refusal: Refusal, uncertain: boolean): Promise<never> => {
      const code = uncertain ? 'printer.interrupted' : refusal.code;
      await this.#noteOf(ticket, device, occasion, {
        type: 'ticket.printFailed',
        data: { ticket, printer, code, uncertain },
      });
      throw refusal;
    };
    const proof =
      line instanceof ByteLine ? (device.driver as ByteDriver).proof?.(device.settings) : undefined;
    const requestAll = async (requests: Request[], expires: () => number) => {
      for (const request of requests) {
        if (this.#stopping) throw new Refusal('device.offline');
        if (line instanceof ByteLine) await line.request(device, request, expires());
      }
    };
    try {
      await requestAll(proof?.look ?? [], () => occasion.expires);
      const trouble = this.#trouble(printer);
      if (trouble) throw new Refusal(trouble);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return fail(error, false);
    }
    try {
      await send(line, device, 'printTicket', text, occasion.expires);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Refused before the first byte if it had expired or the line was down; else some may have left.
      return fail(error, error.code === 'device.noAnswer');
    }
    try {
      if (proof && proof.after > 0) await this.#wait(proof.after);
      await requestAll(proof?.requests ?? [], () => this.#clock.now() + 5000);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return fail(error, true);
    }
    const after = proof?.conclusive ? null : this.#trouble(printer);
    if (after) return fail(new Refusal(after), true);
    await this.#noteOf(ticket, device, occasion, { type: 'ticket.printed', data: { ticket, printer } });
  }

  /** Resolves `ms` from now, or as soon as nobody is to wait any longer. */
  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        this.#waits.delete(end);
        resolve();
      };
      const cancel = this.#clock.after(ms, end);
      if (this.#stopping) end();
      else this.#waits.add(end);
    });
  }

  #trouble(printer: string) {
    return printerTrouble(this.#live.state, printer);
  }

  /** A ticket goes with its day: what became of its paper after midnight is nobody's fact. */
  async #noteOf(ticket: string, device: Device, { cause }: Occasion, draft: Draft): Promise<void> {
    const origin = { device: device.id, ...(cause !== undefined ? { cause } : {}) };
    await this.#live.record(origin, ({ state }) => (state.tickets[ticket] ? [draft] : []));
  }

  async #note(device: Device, { cause }: Occasion, draft: Draft): Promise<void> {
    await this.#live.record({ device: device.id, ...(cause !== undefined ? { cause } : {}) }, () => [draft]);
  }
}
