import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Filters } from '../../../bridge/transports/filters.ts';
import { matchesTopic } from '../../../bridge/transports/topic.ts';

/** Which of these filters a topic falls under. */
function found(filters: string[], topic: string): string[] {
  const all = new Filters<string>();
  for (const filter of filters) all.add(filter, filter);
  return [...all.match(topic)].sort();
}

describe('many filters', () => {
  it.each([
    ['a/b', ['a/b', 'a/+', '+/b', '+/+', 'a/#', '#', 'a/b/#']],
    ['a', ['a', '+', '#', 'a/#']],
    ['a/', ['a/', 'a/+', 'a/#', '#']],
    ['/a', ['/a', '+/a', '/+', '#']],
    ['$SYS/uptime', ['$SYS/uptime', '$SYS/+', '$SYS/#']],
  ])('find for "%s" those that mean it', (topic, wanted) => {
    const others = ['a/c', 'b', 'a/b/c', '+/+/+', 'b/#', 'x/+', '/b'];
    expect(found([...wanted, ...others], topic)).toEqual([...wanted].sort());
  });

  it('of one thing find it once', () => {
    const all = new Filters<number>();
    for (const filter of ['a/+', 'a/b', '#', 'a/b']) all.add(filter, 1);
    expect([...all.match('a/b')]).toEqual([1]);
  });

  it('find what each alone would', () => {
    const levels = (names: string[]) => fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 });
    const topics = levels(['a', 'b', '', '$a']).map((parts) => parts.join('/'));
    const filters = fc
      .tuple(levels(['a', 'b', '', '$a', '+']), fc.boolean())
      .map(([parts, isOpen]) => [...parts, ...(isOpen ? ['#'] : [])].join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(filters, { maxLength: 8 }), topics, (some, topic) => {
        expect(found(some, topic)).toEqual(some.filter((filter) => matchesTopic(filter, topic)).sort());
      }),
    );
  });
});
