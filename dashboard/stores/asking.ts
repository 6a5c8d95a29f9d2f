import { useTimeoutFn } from '@vueuse/core';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { CommandInput, CommandName } from '../../shared/commands.ts';
import { useCommand, type Outcome } from './command.ts';
import { useLink } from './link.ts';

/** Milliseconds for which it is said how something ended: later it is no news, and may no longer be so. */
const SAID_FOR = 15_000;
/** The same for what was not answered: until then it may be asked again as the same. */
const UNKNOWN_FOR = 300_000;

/** What was asked last and how it ended. */
export interface Asking {
  /** The name of what is under way, or was last. */
  what: Ref<string>;
  busy: Ref<boolean>;
  outcome: Ref<Outcome | null>;
  /** A word of the page itself, as why a key can do nothing now. */
  note: Ref<string>;
  /** Whether anything can be asked at all. */
  linked: ComputedRef<boolean>;
  ask: <N extends CommandName>(what: string, name: N, asked: CommandInput<N>) => Promise<boolean>;
  /** Asks once more for what was not answered: the same command, never done twice. */
  again: () => void;
  say: (words: string) => void;
}

/** Asks one thing at a time for a page where keys are pressed, and keeps what came of it. */
export function useAsking(): Asking {
  const link = useLink();
  const { busy, outcome, run, again, forget } = useCommand();
  const what = ref('');
  const note = ref('');
  const silence = useTimeoutFn(() => say(''), SAID_FOR, { immediate: false });
  const doubt = useTimeoutFn(() => say(''), UNKNOWN_FOR, { immediate: false });
  const linked = computed(() => link.status.connected && link.freshness === 'live');

  async function ask<N extends CommandName>(
    name: string,
    command: N,
    asked: CommandInput<N>,
  ): Promise<boolean> {
    if (busy.value) return false;
    silence.stop();
    what.value = name;
    note.value = '';
    const done = await run(command, asked);
    silence.start();
    return done;
  }

  watch(outcome, (ended) => (ended?.ok === false && ended.unanswered ? doubt.start() : doubt.stop()));

  function say(words: string): void {
    forget();
    what.value = '';
    note.value = words;
    if (words !== '') silence.start();
  }

  // What could not be done for want of a link says nothing any more once the link is back.
  watch(linked, () => (note.value = ''));

  return { what, busy, outcome, note, linked, ask, again, say };
}
