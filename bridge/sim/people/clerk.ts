import { MINUTE, SECOND } from '../../../shared/time.ts';
import { delay, type Clock } from '../../clock/clock.ts';
import { padKeys } from '../devices/ff68-unit.ts';
import type { Random } from '../random.ts';
import type { Desk } from './desk.ts';
import type { Floor } from './floor.ts';
import { PadHand } from './pad-hand.ts';
import type { PhoneLocker } from './phone-locker.ts';
import type { Break, Duty, Roster } from './roster.ts';
import type { Taxpayer } from './taxpayer.ts';
import type { Timetable } from './timetable.ts';

const RECALL_AFTER = 45 * SECOND;
const PASS_AFTER = 100 * SECOND;
const TRANSFERS = 0.03;
/** Who is alone with two others does not go for a break. */
const LEAST_STAFFED = 4;
/** After the end of a duty nobody stays longer than this. */
const OVERTIME = 30 * MINUTE;

export interface ClerkParts {
  desk: Desk;
  index: number;
  floor: Floor;
  roster: Roster;
  timetable: Timetable;
  locker: PhoneLocker;
  wire: Clock;
}

/** One who works at a window, and knows of the queue what the pad and the sign show. */
export class Clerk {
  readonly #parts: ClerkParts;
  readonly #desk: Desk;
  readonly #clock: Clock;
  readonly #hand: PadHand;
  readonly #pace: number;
  #random: Random;
  /** Calls in a row that nobody was shown for. */
  #misses = 0;

  constructor(parts: ClerkParts) {
    this.#parts = parts;
    this.#desk = parts.desk;
    this.#clock = parts.floor.clock;
    const { id } = parts.desk.window;
    this.#pace = parts.floor.streams(`pace/${id}`).lognormal(1, 0.1);
    this.#random = parts.floor.streams(`clerk/${id}`);
    this.#hand = new PadHand(parts.desk, this.#clock, parts.wire, parts.floor.streams(`hand/${id}`));
  }

  /** Comes to work whenever the roster says so. */
  async live(): Promise<never> {
    const { roster, index, timetable, floor } = this.#parts;
    for (;;) {
      const duty = roster.dutyAt(index, this.#clock.now());
      if (duty) {
        this.#random = floor.streams(`clerk/${this.#desk.window.id}/${timetable.date}`);
        await this.#work(duty);
      }
      const now = this.#clock.now();
      await timetable.changed.next(this.#clock, Math.max(MINUTE, roster.nextStart(index, now) - now));
    }
  }

  async #work(first: Duty): Promise<void> {
    const { locker, index } = this.#parts;
    let duty = first;
    let breaks = this.#ahead(duty);
    await this.#pause(1, 25);
    await locker.use(index, 'in', this.#random);
    this.#misses = 0;
    this.#desk.staffed = true;
    await this.#attend(await this.#hand.open('call'));
    for (;;) {
      const now = this.#clock.now();
      if (now >= duty.to) {
        const next = this.#parts.roster.dutyAt(index, now);
        if (next) [duty, breaks] = [next, this.#ahead(next)];
        else if (this.#mayLeave(duty)) break;
      }
      const due = breaks.find(({ at }) => at <= now);
      if (due) {
        breaks = breaks.filter((one) => one !== due);
        if (this.#mayRest(due)) await this.#takeBreak(due);
        else breaks.push({ ...due, at: now + 12 * MINUTE });
      }
      await this.#serveNext();
    }
    await this.#hand.press(padKeys.pause);
    this.#desk.staffed = false;
    await this.#pause(20, 120);
    await locker.use(index, 'out', this.#random);
  }

  #ahead({ breaks }: Duty): Break[] {
    return breaks.filter(({ at }) => at > this.#clock.now());
  }

  /** Those who wait at closing time are served first. */
  #mayLeave({ to }: Duty): boolean {
    const { waiting } = this.#parts.floor;
    return waiting.size === 0 || this.#misses >= 2 || this.#clock.now() >= to + OVERTIME;
  }

  #mayRest({ kind }: Break): boolean {
    return kind === 'lunch' || this.#parts.floor.staffed >= LEAST_STAFFED;
  }

  async #takeBreak({ ms, kind }: Break): Promise<void> {
    const { locker, index } = this.#parts;
    await this.#hand.press(padKeys.pause);
    this.#desk.staffed = false;
    if (kind === 'lunch') await locker.use(index, 'out', this.#random);
    await delay(this.#clock, ms);
    if (kind === 'lunch') await locker.use(index, 'in', this.#random);
    this.#desk.staffed = true;
    await this.#attend(await this.#hand.open('pause'));
  }

  /** Calls somebody and serves them, or waits until there may be somebody. */
  async #serveNext(): Promise<void> {
    const { floor } = this.#parts;
    const { latecomer } = this.#desk;
    this.#desk.latecomer = null;
    const again = latecomer?.step === 'waiting';
    let number = await this.#hand.callFor(again ? padKeys.callBack : padKeys.call);
    // A number that was called before this clerk came is shown again by a recall.
    if (number === null && this.#misses >= 2 && floor.waiting.size > 0) {
      await this.#pause(3, 6);
      number = await this.#hand.callFor(padKeys.recall);
    }
    if (number === null) {
      this.#misses += 1;
      await this.#rest();
      return;
    }
    await this.#attend(number);
  }

  /** Looks up when the pad says that somebody waits, when somebody sits down, or now and then. */
  async #rest(): Promise<void> {
    const { floor } = this.#parts;
    const busy = floor.waiting.size > 0;
    if (this.#misses >= 3 && this.#desk.looksPaused) await this.#hand.open('pause');
    const patience = busy ? Math.min(90, this.#random.between(20, 40) * this.#misses) : 180;
    const end = this.#clock.now() + patience * SECOND;
    // Who calls in vain among people waiting for others stays calm until the time is up.
    while (this.#clock.now() < end) {
      const left = end - this.#clock.now();
      const news = await Promise.race([
        floor.satDown.next(this.#clock, left).then(() => floor.waiting.size > 0),
        this.#desk.shown.next(this.#clock, left).then((display) => (display?.waiting ?? 0) > 0),
      ]);
      if (!news || busy) continue;
      await this.#pause(2, 9);
      // Another window may have been faster.
      if (floor.waiting.size > 0) return;
    }
  }

  /** From the call to the end of the service, if somebody comes. */
  async #attend(number: string | null): Promise<void> {
    if (number === null) return;
    this.#misses = 0;
    this.#desk.calling = number;
    const visitor = await this.#await();
    this.#desk.calling = null;
    if (!visitor) {
      await this.#hand.press(padKeys.pass);
      await this.#pause(2, 5);
      return;
    }
    await this.#pause(2, 8);
    await this.#hand.press(padKeys.start);
    await delay(this.#clock, visitor.serviceTime(this.#pace));
    this.#desk.visitor = null;
    if (this.#random.chance(TRANSFERS)) await this.#transfer(visitor);
    else await this.#finish(visitor);
    await this.#pause(5, 18);
  }

  async #await(): Promise<Taxpayer | null> {
    const seated = async (ms: number) =>
      this.#desk.visitor ?? (await this.#desk.seated.next(this.#clock, ms));
    const prompt = await seated(RECALL_AFTER);
    if (prompt) return prompt;
    await this.#hand.press(padKeys.recall);
    return seated(PASS_AFTER - RECALL_AFTER);
  }

  async #finish(visitor: Taxpayer): Promise<void> {
    visitor.leave();
    this.#desk.leaving = visitor;
    await this.#hand.press(padKeys.finish);
  }

  async #transfer(visitor: Taxpayer): Promise<void> {
    const { services } = this.#parts.floor.hall;
    const others = services.filter(({ id }) => !this.#desk.window.services.includes(id));
    if (others.length === 0) return this.#finish(visitor);
    const service = this.#random.pick(others);
    await this.#hand.press(padKeys.transferTo(services.indexOf(service) + 1));
    visitor.service = service;
    visitor.waitForCall();
  }

  #pause(low: number, high: number): Promise<void> {
    return delay(this.#clock, this.#random.between(low, high) * SECOND);
  }
}
