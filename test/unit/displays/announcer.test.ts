import { describe, expect, it } from 'vitest';
import { newAnnouncements } from '../../../dashboard/display/announcements.ts';
import { Announcer } from '../../../dashboard/display/announcer.ts';
import { placeOf } from '../../../dashboard/display/place.ts';
import { contentOf } from '../../../shared/displays/content.ts';
import { spokenCall } from '../../../shared/displays/spoken.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { presentOf } from '../../support/present.ts';

/** An announcer that waits after each text until it is let go on. */
function listening() {
  const said: string[] = [];
  let now = 0;
  let next = () => {};
  const announcer = new Announcer(
    (text) =>
      new Promise((resolve) => {
        said.push(text);
        next = resolve;
      }),
    () => now,
  );
  const goOn = async (at = now) => {
    now = at;
    next();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const add = (subject: string, until = 100, times = 1) =>
    announcer.announce({ subject, text: subject, until, times });
  return { announcer, said, goOn, add };
}

describe('announcements', () => {
  it('are said one after the other, each as often as it should be', async () => {
    const { said, goOn, add } = listening();
    add('A', 100, 2);
    add('B');
    expect(said).toEqual(['A']);
    await goOn();
    await goOn();
    expect(said).toEqual(['A', 'A', 'B']);
  });

  it('are never more than a few behind, and never about what is over', async () => {
    const { said, goOn, add } = listening();
    add('A');
    for (const subject of ['B', 'C', 'D', 'E']) add(subject, subject === 'C' ? 10 : 100);
    await goOn(20);
    await goOn();
    await goOn();
    expect(said).toEqual(['A', 'D', 'E']);
  });

  it('about the same ticket are said once, the latest', async () => {
    const { said, goOn, add, announcer } = listening();
    for (const subject of ['A', 'B', 'C', 'B']) add(subject);
    await goOn();
    await goOn();
    expect(said).toEqual(['A', 'C', 'B']);
    add('D');
    announcer.hush();
    await goOn();
    expect(said).toHaveLength(3);
  });
});

describe('a screen with a voice', () => {
  it('reads a number sign by sign', () => {
    expect(spokenCall('A012', 3)).toBe('请 A 0 1 2 号到 3 号窗口');
  });

  it('says what has been called since, the oldest first, and nothing twice', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01').call('2', '09:01:05');
    const content = contentOf(presentOf(told, '09:01:06'), { id: 'hall' });
    const news = newAnnouncements(content, 0, told.hall);
    expect(news.map(({ text, times }) => [text, times])).toEqual([
      ['请 A 0 0 1 号到 1 号窗口', 2],
      ['请 A 0 0 2 号到 2 号窗口', 2],
    ]);
    expect(newAnnouncements(content, news[0]?.seq ?? 0, told.hall)).toHaveLength(1);
    told.say('09:01:07', { type: 'emergency.raised', data: { text: '请立即疏散' } });
    const urgent = contentOf(presentOf(told, '09:01:08'), { id: 'hall' });
    expect(newAnnouncements(urgent, 0, told.hall).map(({ text }) => text)).toEqual(['请立即疏散']);
  });

  it('is the first of the hall, the one that is named, or what the address asks for', () => {
    const screens = [
      { id: 'one', name: { zh: '一', en: 'One' } },
      { id: 'two', name: { zh: '二', en: 'Two' }, windows: ['2'] },
    ];
    const hall = smallHall({ displays: { screens } });
    expect(placeOf(undefined, {}, hall)).toEqual({ display: { id: 'one' } });
    expect(placeOf('two', {}, hall)).toEqual({ display: { id: 'two', windows: ['2'] } });
    expect(placeOf('two', { services: 'C' }, hall)).toEqual({ display: { id: 'two', windows: ['3'] } });
    expect(placeOf('none', {}, hall)).toEqual({ display: { id: 'none' }, unknown: 'none' });
  });
});
