import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { FaultyWay } from '../../../bridge/sim/ports/faulty-messages.ts';
import type { MessageFaults } from '../../../bridge/sim/ports/message-faults.ts';
import { MessagePort } from '../../../bridge/sim/ports/message-port.ts';
import { Random } from '../../../bridge/sim/random.ts';

/** A client that says what a test wants, and a broker, with a faulty way between them. */
function way(faults: MessageFaults, seed = 'way') {
  const clock = new PacedClock(0);
  const seat = new MessagePort().seat({ id: 'it', will: null, filters: [] });
  const heard: string[] = [];
  const told: string[] = [];
  const kept = new Set<string>();
  const cuts: number[] = [];
  const broker = {
    publish: ({ payload, retain }: { payload: string | Uint8Array; retain: boolean }) =>
      void heard.push(`${Buffer.from(payload).toString('latin1')}${retain ? ' kept' : ''}`),
    cut: () => void cuts.push(clock.now()),
  };
  seat.receiver = (_, payload) => void told.push(Buffer.from(payload).toString());
  seat.connected = () => seat.publish('here', 'born', { retain: true });
  const wire = { faults, random: new Random(seed), clock };
  const faulty = new FaultyWay(seat, broker, { wire, kept });
  seat.attach(faulty);
  const say = (...words: string[]) => words.forEach((word) => seat.publish('here', word));
  const tell = (words: string) => faulty.hear('here/set', Buffer.from(words), false);
  return { clock, heard, told, kept, cuts, wire, say, tell };
}

describe('a faulty way to a broker', () => {
  it('without a fault lets everything pass at once, both ways', () => {
    const { heard, told, say, tell } = way({});
    say('a', 'b');
    tell('c');
    expect([heard, told]).toEqual([['born kept', 'a', 'b'], ['c']]);
  });

  it('loses messages and commands', () => {
    const { heard, told, say, tell } = way({ drop: 1 });
    say('a');
    tell('c');
    expect([heard, told]).toEqual([[], []]);
  });

  it('brings each twice', () => {
    const { heard, told, say, tell } = way({ duplicate: 1 });
    say('a');
    tell('c');
    expect([heard, told]).toEqual([
      ['born kept', 'born kept', 'a', 'a'],
      ['c', 'c'],
    ]);
  });

  it('holds one until the next has come, and no longer', () => {
    const { heard, say } = way({ swap: 1 });
    say('a', 'b', 'c');
    expect(heard).toEqual(['a', 'born kept', 'c', 'b']);
  });

  it('is late for one, and not for what is said later', async () => {
    const { clock, heard, wire, say } = way({ late: 1 });
    wire.faults = {};
    say('a');
    await clock.runTo(1500);
    expect(heard).toEqual(['a', 'born kept']);
  });

  it('leaves births out and nothing else', () => {
    const { heard, say } = way({ unborn: 1 });
    say('a');
    expect(heard).toEqual(['a']);
  });

  it('has the broker keep what it should not, and knows what that was', () => {
    const { heard, kept, say } = way({ stale: 1 });
    say('a');
    expect([heard, [...kept]]).toEqual([['born kept', 'a kept'], ['here']]);
  });

  it('breaks in the middle, and what was being said is lost', () => {
    const { heard, cuts, say } = way({ unplug: 1 });
    say('a');
    expect([heard, cuts]).toEqual([[], [0, 0]]);
  });

  it('never brings what was said when it is garbage, and always something', () => {
    const { heard, say } = way({ garbage: 1 });
    const words = Array.from({ length: 40 }, (_, index) => `{"n":${index}}`);
    say(...words, '');
    expect(heard).toHaveLength(42);
    expect(heard.filter((one) => words.includes(one))).toEqual([]);
  });
});
