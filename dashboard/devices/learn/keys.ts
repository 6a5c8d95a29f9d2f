import { computed, reactive, ref } from 'vue';
import type { LearnQuestion } from '../../../shared/workbench/learning.ts';

/** A key of the box: what it is called, what it means, and every press of it in hex, one a line. */
export interface BoxKey {
  id: number;
  label: string;
  meaning: string;
  heard: string;
}

export type BoxKind = LearnQuestion['kind'];

const FIRST: Record<BoxKind, string[]> = {
  evaluator: ['5', '4', '3', '2', '1'],
  pad: ['call', 'recall', 'pass', 'start', 'finish'],
  button: ['1', '2'],
  sensor: ['1', '2'],
};

/** Not a key: what the box says while nothing is pressed. */
export const IDLE = 0;

/** The keys a technician presses, which of them now, and what came of each. */
export function useKeys(nameOf: (kind: BoxKind, meaning: string, place: number) => string) {
  const keys = reactive<BoxKey[]>([]);
  const now = ref<number | null>(null);
  const idle = ref('');
  let next = 0;

  function add(kind: BoxKind, meaning: string): void {
    next += 1;
    keys.push({ id: next, label: nameOf(kind, meaning, keys.length + 1), meaning, heard: '' });
  }

  return {
    keys,
    now,
    /** What came while nothing was pressed, one burst a line. */
    idle,
    add,
    /** Begins with the keys such a box usually has. */
    begin(kind: BoxKind): void {
      keys.splice(0);
      for (const meaning of FIRST[kind]) add(kind, meaning);
      now.value = keys[0]?.id ?? null;
    },
    remove(id: number): void {
      const place = keys.findIndex((key) => key.id === id);
      keys.splice(place, 1);
      if (now.value === id) now.value = keys[place]?.id ?? keys[0]?.id ?? null;
    },
    /** What came between two silences belongs to the key that is to be pressed now. */
    hear(hex: string): void {
      if (now.value === IDLE) {
        idle.value = withLine(idle.value, hex);
        return;
      }
      const key = keys.find(({ id }) => id === now.value);
      if (key) key.heard = withLine(key.heard, hex);
    },
    /** Every press, as it is asked about. */
    presses: computed(() =>
      keys.flatMap(({ label, heard }) => linesOf(heard).map((hex) => ({ label, hex }))),
    ),
    meanings: computed(() => Object.fromEntries(keys.map(({ label, meaning }) => [label, meaning]))),
  };
}

/** Bursts of bytes, one a line, without empty ones. */
export function linesOf(heard: string): string[] {
  return heard
    .split('\n')
    .map((hex) => hex.trim())
    .filter((hex) => hex !== '');
}

/** What comes without a press comes for ever; what was heard last is enough. */
const MOST_LINES = 60;

function withLine(heard: string, hex: string): string {
  return [...linesOf(heard), hex].slice(-MOST_LINES).join('\n');
}
