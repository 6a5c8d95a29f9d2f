import { onScopeDispose, watch, type ComputedRef } from 'vue';
import type { PublicHall } from '../../shared/config/public.ts';
import type { Content } from '../../shared/displays/content.ts';
import { spokenCall } from '../../shared/displays/spoken.ts';
import { MINUTE } from '../../shared/time.ts';
import { useClock } from '../stores/clock.ts';
import { Announcer, type Announcement } from './announcer.ts';

/** What a content says aloud beyond what has been said up to an event; the oldest first. */
export function newAnnouncements(
  content: Content,
  after: number,
  { displays, windows }: Pick<PublicHall, 'displays' | 'windows'>,
): (Announcement & { seq: number })[] {
  const times = displays.spokenTimes;
  if (content.layer === 'emergency') {
    const { seq = 0, text, since } = content;
    return seq > after ? [{ seq, subject: 'emergency', text, until: since + 2 * MINUTE, times }] : [];
  }
  return (content.calls ?? [])
    .filter(({ seq }) => seq > after)
    .map(({ seq, ticket, number, window, until }) => {
      const place = windows.find(({ id }) => id === window)?.number ?? window;
      return { seq, subject: ticket, text: spokenCall(number, place), until, times };
    })
    .reverse();
}

/** Says every call and every emergency aloud once it comes; what stood before the page was opened is not said. */
export function useAnnouncements(
  content: ComputedRef<Content | null>,
  hall: () => PublicHall | null,
  say: (text: string) => Promise<void>,
): void {
  const clock = useClock();
  const announcer = new Announcer(say, () => clock.now);
  let said: number | null = null;
  watch(
    content,
    (now) => {
      const config = hall();
      if (!now || !config) return;
      const news = newAnnouncements(now, said ?? -1, config);
      if (now.layer === 'emergency' && news.length > 0) announcer.hush();
      if (said !== null) for (const one of news) announcer.announce(one);
      said = Math.max(said ?? 0, ...news.map(({ seq }) => seq));
    },
    { immediate: true },
  );
  onScopeDispose(() => announcer.hush());
}
