import type { Bench, Parts } from './bench.ts';
import type { Cabinet } from './cabinet.ts';

const noSuchAddress = 2;
const noSuchValue = 3;
const version = { address: 0x8000, value: [0x00, 0xc8] };
/** A pulse lasts so many times 100 ms. */
const STEP = 100;
/** Relays together are written as this coil, in older modules. */
const allCoils = 0x00ff;

/** A module of relays, with a lock at each, and of inputs, with the contact of its door. */
export function playRelays(bench: Bench, cabinet: Cabinet): void {
  const unit = bench.number('address');
  const [firstInput, firstRelay, flash] = ['firstInput', 'firstRelay', 'flash'].map((name) =>
    bench.number(name),
  ) as [number, number, number];
  const relays = Array<boolean>(cabinet.doors).fill(false);
  const refuse = (func: number, reason: number) => bench.say('refusal', { unit, func: func | 0x80, reason });

  function read(func: number, start: number, quantity: number): void {
    if (func === 0x03) {
      if (start !== version.address || quantity !== 1) return refuse(func, noSuchAddress);
      return bench.say('registers', { unit, values: version.value });
    }
    const first = start - (func === 0x02 ? firstInput : firstRelay);
    if (first < 0 || first + quantity > cabinet.doors) return refuse(func, noSuchAddress);
    const isOn = (index: number) => (func === 0x02 ? cabinet.isShort(index + 1) : relays[index] === true);
    const states = new Uint8Array(Math.ceil(quantity / 8));
    for (let bit = 0; bit < quantity; bit += 1) if (isOn(first + bit)) states[bit >> 3]! |= 1 << (bit & 7);
    bench.say('bits', { unit, func, states });
  }

  function turn(relay: number, isOn: boolean): void {
    relays[relay] = isOn;
    if (isOn) cabinet.unlock(relay + 1);
  }

  function write(parts: Parts): void {
    const [coil, value] = [Number(parts['coil']), Number(parts['value'])];
    const pulsed = coil - flash - firstRelay;
    const switched = coil - firstRelay;
    if (coil === allCoils && (value === 0 || value === 0xffff)) {
      for (const relay of relays.keys()) turn(relay, value !== 0);
    } else if (pulsed >= 0 && pulsed < relays.length) {
      turn(pulsed, true);
      bench.clock.after(STEP * value, () => turn(pulsed, false));
    } else if (switched < 0 || switched >= relays.length) {
      return refuse(0x05, noSuchAddress);
    } else if (value === 0x5500) turn(switched, !relays[switched]);
    else if (value === 0 || value === 0xff00) turn(switched, value !== 0);
    else return refuse(0x05, noSuchValue);
    bench.say('coil', { unit, coil, value });
  }

  bench.hear = (frame, parts) => {
    if (parts['unit'] !== unit) return;
    if (frame === 'coil') write(parts);
    else read(Number(parts['func']), Number(parts['start']), Number(parts['quantity']));
  };
}
