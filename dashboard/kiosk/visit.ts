import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { CommandInput, CommandName } from '../../shared/commands.ts';
import type { Ticket } from '../../shared/hall/state.ts';
import { createId } from '../link/identity.ts';
import { refusalOf } from '../link/refusals.ts';
import { useHall } from '../stores/hall.ts';
import { useLanguage } from '../stores/language.ts';
import { useLink } from '../stores/link.ts';

/** Where a person stands in front of a kiosk. */
export type Step = 'services' | 'order' | 'appointment' | 'card' | 'asking' | 'unknown' | 'ticket';

/** What a person wants a ticket for. */
export interface Order {
  service: string;
  /** A class that anyone may take; the service's own comes by itself. */
  class: string | undefined;
  items: number;
}

/** A wish that was sent: asked again by the same id, it is answered with what it became. */
interface Wish {
  id: string;
  from: Step;
  ask: (id: string) => ReturnType<ReturnType<typeof useLink>['ask']>;
}

/** One person's visit: what was chosen, what was asked, and the ticket that came of it. */
export interface Visit {
  step: Ref<Step>;
  order: Ref<Order | null>;
  /** The code of a card of precedence, and the number of an appointment. */
  card: Ref<string>;
  booking: Ref<string>;
  /** Why the last wish was refused, and whether it was for the printer. */
  refusal: Ref<{ text: string; code: string } | null>;
  ticket: ComputedRef<Ticket | null>;
  choose: (service: string) => void;
  take: (printer: string | undefined) => void;
  checkIn: (printer: string | undefined) => void;
  askAgain: () => void;
  back: () => void;
  /** Forgets everything of the person who was here. */
  end: () => void;
}

export function useVisit(): Visit {
  const hall = useHall();
  const link = useLink();
  const language = useLanguage();
  const step = ref<Step>('services');
  const order = ref<Order | null>(null);
  const card = ref('');
  const booking = ref('');
  const refusal = shallowRef<{ text: string; code: string } | null>(null);
  const issuedSeq = ref<number | null>(null);
  let wish: Wish | null = null;

  const ticket = computed(() => {
    if (issuedSeq.value === null || !hall.view) return null;
    const all = Object.values(hall.view.state.tickets);
    // The state is changed in place: a copy is what a watcher can tell from the one before.
    const found = all.find(({ legs }) => legs[0]?.arrivedSeq === issuedSeq.value);
    return found ? { ...found } : null;
  });

  function choose(service: string): void {
    order.value = { service, class: undefined, items: 1 };
    refusal.value = null;
    step.value = 'order';
  }

  /** However often a key is pressed, one wish is under way, and it becomes one ticket. */
  function send<N extends CommandName>(name: N, asked: CommandInput<N>): void {
    if (wish) return;
    const ask = (id: string) => link.ask(name, asked, id);
    wish = { id: createId(), from: step.value, ask };
    void carryOut(wish);
  }

  async function carryOut(mine: Wish): Promise<void> {
    step.value = 'asking';
    refusal.value = null;
    const answer = await mine.ask(mine.id);
    if (wish !== mine) return;
    if (answer.ok) {
      wish = null;
      issuedSeq.value = answer.seqs[0] ?? null;
      step.value = 'ticket';
    } else if (answer.code === 'link.noAnswer') {
      step.value = 'unknown';
    } else {
      wish = null;
      refusal.value = { text: refusalOf(answer, language.language) ?? answer.code, code: answer.code };
      step.value = answer.code.startsWith('card.') ? 'card' : mine.from;
    }
  }

  function take(printer: string | undefined): void {
    if (!order.value) return;
    const { service, items, class: asked } = order.value;
    send('issueTicket', {
      ...{ service, items, channel: 'kiosk' },
      ...(card.value !== '' ? { card: card.value } : asked !== undefined ? { class: asked } : {}),
      ...(printer !== undefined ? { printer } : {}),
    });
  }

  function checkIn(printer: string | undefined): void {
    const typed = booking.value;
    const known = Object.keys(hall.view?.state.appointments ?? {});
    // Its letters may be small where it comes from; the keys have large ones.
    const appointment = known.find((id) => id.toUpperCase() === typed) ?? typed;
    send('checkIn', { appointment, channel: 'kiosk', ...(printer !== undefined ? { printer } : {}) });
  }

  function end(): void {
    wish = null;
    order.value = null;
    card.value = booking.value = '';
    refusal.value = null;
    issuedSeq.value = null;
    step.value = 'services';
  }

  return {
    ...{ step, order, card, booking, refusal, ticket, choose, take, checkIn, end },
    askAgain: () => {
      if (wish && step.value === 'unknown') void carryOut(wish);
    },
    back: () => {
      refusal.value = null;
      if (step.value === 'order') step.value = 'services';
      else end();
    },
  };
}
