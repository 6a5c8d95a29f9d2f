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
/** After so many quiet minutes a call is tried all the same. */
const MOST_RESTS = 5;

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
  /** Minutes in a row without a call. */
  #rests = 0;

  constructor(parts: ClerkParts) {
    this.#parts = parts;
    this.#desk = parts.desk;
    this.#clock = parts.floor.clock;
    const { id } = parts.desk.window;
    this.#pace = parts.floor.streams(`pace/${id}`).lognormal(1.05, 0.1);
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
    const waiting = this.#parts.floor.hasSomeoneFor(this.#desk.window);
    return !waiting || this.#misses >= 2 || this.#clock.now() >= to + OVERTIME;
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
    const { latecomer } = this.#desk;
    const again = latecomer?.step === 'waiting';
    if (!again && !this.#isWanted && this.#rests < MOST_RESTS) {
      this.#rests += 1;
      await this.#rest();
      return;
    }
    this.#rests = 0;
    this.#desk.latecomer = null;
    let number = await this.#hand.callFor(again ? padKeys.callBack : padKeys.call);
    // A number that was called before this clerk came is shown again by a recall.
    if (number === null && this.#misses === 2) {
      await this.#pause(3, 6);
      number = await this.#hand.callFor(padKeys.recall);
    }
    if (number !== null) {
      await this.#attend(number);
      return;
    }
    this.#misses += 1;
    const mayBePaused = this.#desk.looksPaused || this.#desk.looksBlank;
    if (this.#misses >= 3 && mayBePaused) await this.#attend(await this.#hand.open('pause'));
    else await this.#pause(20, 40 * Math.min(3, this.#misses));
  }

  /** The guide calls across the hall for whom somebody waits, and the pad counts, until a call was in vain. */
  get #isWanted(): boolean {
    const counted = this.#misses === 0 && (this.#desk.unit.display.waiting ?? 0) > 0;
    return counted || this.#parts.floor.hasSomeoneFor(this.#desk.window);
  }

  /** Until somebody sits down, the pad shows something, or a minute has gone. */
  async #rest(): Promise<void> {
    const { floor } = this.#parts;
    await Promise.race([floor.satDown.next(this.#clock, MINUTE), this.#desk.shown.next(this.#clock, MINUTE)]);
    // Another window may be faster.
    if (this.#isWanted) await this.#pause(2, 9);
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
    await this.#pause(6, 24);
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
