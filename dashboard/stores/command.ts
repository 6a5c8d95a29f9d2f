import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { CommandAnswer, CommandInput, CommandName } from '../../shared/commands.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { createId } from '../link/identity.ts';
import { refusalOf } from '../link/refusals.ts';
import { useLanguage } from './language.ts';
import { useLink } from './link.ts';

/**
 * How the last command ended: the events it became, or why it was refused. While it is `unanswered`
 * nobody here knows, and asked again it is not done twice.
 */
export type Outcome = { ok: true; seqs: number[] } | { ok: false; text: string; unanswered?: true };

/** What was asked, under the id by which the bridge knows it again, until it is known how it ended. */
interface Wish {
  id: string;
  name: CommandName;
  /** Two wishes of one text are the same. */
  text: string;
  /** It left at least once, and may have been done. */
  isSent: boolean;
  /** What the journal says came of it. */
  heard: CommandAnswer | null;
  ask: () => Promise<CommandAnswer>;
  settle: (done: boolean) => void;
  unfollow: () => void;
}

/** Asks for one thing at a time and keeps how it ended. */
export function useCommand(): {
  busy: Ref<boolean>;
  outcome: ShallowRef<Outcome | null>;
  /**
   * Resolves with whether it was done, as soon as that is known. The same asked once more, while no
   * answer has come, is the same command.
   */
  run: <N extends CommandName>(name: N, asked: CommandInput<N>) => Promise<boolean>;
  /** Asks once more for what was not answered, as the same command. */
  again: () => void;
  forget: () => void;
} {
  const link = useLink();
  const language = useLanguage();
  const busy = ref(false);
  const outcome = shallowRef<Outcome | null>(null);
  let wish: Wish | null = null;

  function run<N extends CommandName>(name: N, asked: CommandInput<N>): Promise<boolean> {
    if (busy.value) return Promise.resolve(false);
    const text = JSON.stringify(asked);
    const id = wish?.name === name && wish.text === text ? wish.id : createId();
    forget();
    return new Promise((settle) => {
      const unfollow = link.followCommand(id, (events) => hear(mine, events));
      const ask = () => link.ask(name, asked, id);
      const mine: Wish = { id, name, text, isSent: false, heard: null, ask, settle, unfollow };
      wish = mine;
      void carryOut(mine);
    });
  }

  async function carryOut(mine: Wish): Promise<void> {
    busy.value = true;
    outcome.value = null;
    const answer = await mine.ask();
    const isUnknown = !answer.ok && (answer.code === 'link.noAnswer' || mine.isSent) && isOwn(answer.code);
    const known = mine.heard ?? (isUnknown ? null : answer);
    if (known) return end(mine, known);
    mine.isSent = true;
    outcome.value = { ok: false, text: textOf('link.unanswered'), unanswered: true };
    busy.value = false;
  }

  /** What the journal tells of it when no answer comes, as after a link that was lost in between. */
  function hear(mine: Wish, events: readonly HallEvent[]): void {
    const refused = events.find((event) => event.type === 'command.refused');
    mine.heard = refused
      ? { ok: false, code: refused.data.code, params: refused.data.params ?? {} }
      : { ok: true, seqs: events.map(({ seq }) => seq) };
    if (!busy.value) end(mine, mine.heard);
  }

  function end(mine: Wish, answer: CommandAnswer): void {
    drop(mine);
    outcome.value = answer.ok
      ? { ok: true, seqs: answer.seqs }
      : { ok: false, text: textOf(answer.code, answer.params) };
    busy.value = false;
    mine.settle(answer.ok);
  }

  function drop(mine: Wish): void {
    if (wish === mine) wish = null;
    mine.unfollow();
  }

  function forget(): void {
    outcome.value = null;
    if (!wish || busy.value) return;
    const { settle } = wish;
    drop(wish);
    settle(false);
  }

  function textOf(code: string, params: Record<string, string> = {}): string {
    return refusalOf({ ok: false, code, params }, language.language) ?? code;
  }

  onScopeDispose(() => wish?.unfollow());

  return { busy, outcome, run, again: () => wish && !busy.value && void carryOut(wish), forget };
}

/** A code of this page, where the bridge has said nothing. */
function isOwn(code: string): boolean {
  return code.startsWith('link.');
}
