import type { Actor } from '../../../shared/events/index.ts';
import { actorName } from '../../components/event/facts.ts';
import { useHall } from '../../stores/hall.ts';
import { useLanguage } from '../../stores/language.ts';

/** Puts who did something in words. */
export function useActor(): (actor: Actor) => string {
  const hall = useHall();
  const language = useLanguage();
  return ({ who, from }) => {
    const name = hall.config
      ? actorName(who, { language: language.language, hall: hall.config, ticketNumber: (id) => id })
      : who;
    return who === 'file' ? `${name} ${from}` : name;
  };
}
