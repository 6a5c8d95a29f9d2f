import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { CommandInput, CommandName } from '../../shared/commands.ts';
import { refusalOf } from '../link/refusals.ts';
import { useLanguage } from './language.ts';
import { useLink } from './link.ts';

/** How the last command ended: the events it became, or why it was refused. */
export type Outcome = { ok: true; seqs: number[] } | { ok: false; text: string };

/** Asks for one thing at a time and keeps how it ended. */
export function useCommand(): {
  busy: Ref<boolean>;
  outcome: ShallowRef<Outcome | null>;
  run: <N extends CommandName>(name: N, asked: CommandInput<N>) => Promise<boolean>;
  forget: () => void;
} {
  const link = useLink();
  const language = useLanguage();
  const busy = ref(false);
  const outcome = shallowRef<Outcome | null>(null);

  async function run<N extends CommandName>(name: N, asked: CommandInput<N>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    outcome.value = null;
    try {
      const answer = await link.ask(name, asked);
      outcome.value = answer.ok
        ? { ok: true, seqs: answer.seqs }
        : { ok: false, text: refusalOf(answer, language.language) ?? answer.code };
      return answer.ok;
    } finally {
      busy.value = false;
    }
  }

  return { busy, outcome, run, forget: () => (outcome.value = null) };
}
