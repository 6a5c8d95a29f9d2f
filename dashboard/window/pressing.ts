import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { HelpReason, Outcome, PauseReason } from '../../shared/events/index.ts';
import type { View } from '../../shared/metrics/figure.ts';
import { useAsking, type Asking } from '../stores/asking.ts';
import { heldFor, passedFor, type Desk } from './desk.ts';
import { obstacleTo, obstacleToCall, type Pressed, type Step } from './steps.ts';

/** A question that a step asks first. */
export type Question = 'open' | 'pause' | 'transfer' | 'lend' | 'help';

const LEND_MINUTES = 30;

/** What the keys of the console do: each a command that names the ticket it is meant for. */
export function usePressing(view: ComputedRef<View | null>, desk: ComputedRef<Desk | null>) {
  const { t } = useI18n();
  const asking: Asking = useAsking();
  const question: Ref<Question | null> = ref(null);
  const step: Ref<Step | null> = ref(null);
  const items = ref(1);
  /** What was done last and at which event, and what was pressed while it was not answered yet. */
  let last = '';
  let later: (() => void) | null = null;

  const here = computed(() => desk.value?.here?.ticket.id);
  // Whatever was asked about somebody is asked no more once somebody else is here.
  watch(here, () => {
    if (question.value === 'transfer' || question.value === 'pause') question.value = null;
    items.value = desk.value?.here?.ticket.items ?? 1;
  });
  watch(
    () => desk.value?.config.id,
    () => (question.value = null),
  );

  // What was pressed on top of something that was refused may mean something else by now.
  watch(asking.busy, (busy) => {
    if (busy || !later) return;
    const next = later;
    later = null;
    if (asking.outcome.value?.ok) next();
  });

  /** Does it now, or after the answer that is awaited; the same key before anything has changed is a bounce. */
  function inTurn(what: string, act: () => void): void {
    const pressed = `${what} at ${view.value?.state.seq ?? 0}`;
    if (asking.busy.value) {
      if (pressed !== last) later = () => inTurn(what, act);
      return;
    }
    last = pressed;
    act();
  }

  /** Why a call or something like it can do nothing now, in words; empty when it can. */
  const whyNotTaken = computed(() => {
    if (!desk.value) return '';
    const obstacle = asking.linked.value ? obstacleToCall(desk.value) : 'link';
    return obstacle ? sentence(obstacle) : '';
  });

  function sentence(obstacle: string): string {
    return t(`console.obstacle.${obstacle}`, { number: desk.value?.here?.ticket.number ?? '' });
  }

  /** Presses a step: does it, asks first, or says why it can do nothing now. */
  function press(pressed: Step): void {
    inTurn(pressed, () => {
      if (!desk.value) return;
      const obstacle = obstacleTo(pressed, desk.value, asking.linked.value);
      step.value = pressed;
      if (obstacle) asking.say(sentence(obstacle));
      else carryOut(pressed, desk.value);
    });
  }

  function carryOut(pressed: Step, { config, mode, lentUntil }: Desk): void {
    const window = config.id;
    const name = t(`console.step.${pressed}`);
    const ticket = here.value;
    const meant = { window, ...(ticket !== undefined ? { ticket } : {}) };
    const finish = (outcome: Outcome) =>
      void asking.ask(name, 'finishService', { ...meant, outcome, items: items.value });
    switch (pressed) {
      case 'call':
        return void asking.ask(name, 'callNext', { window, whenFree: true });
      case 'recall':
        return void asking.ask(name, 'recall', meant);
      case 'pass':
        return void asking.ask(name, 'passOver', meant);
      case 'start':
        return void asking.ask(name, 'startService', meant);
      case 'hold':
        return void asking.ask(name, 'holdService', meant);
      case 'done':
      case 'accepted':
      case 'returned':
        return finish(pressed);
      case 'close':
        return void asking.ask(name, 'closeWindow', { window });
      case 'pause':
        if (mode !== 'paused') return void (question.value = 'pause');
        return void asking.ask(t('console.step.resume'), 'resumeWindow', { window });
      case 'lend':
        if (lentUntil !== undefined) {
          return void asking.ask(t('console.step.endLending'), 'endLending', { window });
        }
        if (config.reserved || config.lend?.confirm) return void (question.value = 'lend');
        return lend();
      case 'open':
      case 'transfer':
      case 'help':
        question.value = pressed;
    }
  }

  function answer(): string {
    question.value = null;
    return desk.value?.config.id ?? '';
  }

  function open(clerk: string): void {
    void asking.ask(t('console.step.open'), 'openWindow', { window: answer(), clerk });
  }

  function pause(reason: PauseReason): void {
    void asking.ask(t('console.step.pause'), 'pauseWindow', { window: answer(), reason });
  }

  function transfer(target: { service?: string; to?: string }): void {
    const ticket = here.value;
    const meant = { window: answer(), ...(ticket !== undefined ? { ticket } : {}) };
    void asking.ask(t('console.step.transfer'), 'transferTicket', { ...meant, ...target });
  }

  function lend(): void {
    void asking.ask(t('console.step.lend'), 'lendWindow', { window: answer(), minutes: LEND_MINUTES });
  }

  function help(reason: HelpReason): void {
    void asking.ask(t('console.step.help'), 'callHelp', { window: answer(), reason });
  }

  /** Takes up what was set aside, or calls once more whom nobody came for. */
  function take(kind: 'takeUp' | 'callBack', ticket: string): void {
    inTurn(`${kind} ${ticket}`, () => takeNow(kind, ticket));
  }

  function takeNow(kind: 'takeUp' | 'callBack', ticket: string): void {
    if (!desk.value) return;
    step.value = null;
    if (whyNotTaken.value) return asking.say(whyNotTaken.value);
    const asked = { window: desk.value.config.id, ticket, whenFree: true as const };
    const name = t(`console.${kind}`);
    void (kind === 'takeUp'
      ? asking.ask(name, 'resumeService', asked)
      : asking.ask(name, 'callTicket', asked));
  }

  /** Lets somebody who was passed over wait again. */
  function letWait(ticket: string): void {
    step.value = null;
    if (!asking.linked.value) return asking.say(sentence('link'));
    void asking.ask(t('console.wait'), 'returnTicket', { ticket });
  }

  /** Follows a key of the keyboard. */
  function follow(pressed: Pressed): void {
    if (!view.value || !desk.value) return;
    if (pressed === 'more') items.value = Math.min(99, items.value + 1);
    else if (pressed === 'fewer') items.value = Math.max(1, items.value - 1);
    else if (pressed === 'takeUp' || pressed === 'callBack') inTurn(pressed, () => takeFirst(pressed));
    else press(pressed);
  }

  function takeFirst(kind: 'takeUp' | 'callBack'): void {
    if (!view.value || !desk.value) return;
    const [first] = (kind === 'takeUp' ? heldFor : passedFor)(view.value, desk.value.config);
    if (first) takeNow(kind, first.ticket.id);
    else asking.say(t(kind === 'takeUp' ? 'console.noneHeld' : 'console.nonePassed'));
  }

  return {
    ...{ asking, question, step, items, whyNotTaken },
    ...{ press, follow, open, pause, transfer, lend, help, take, letWait },
  };
}
