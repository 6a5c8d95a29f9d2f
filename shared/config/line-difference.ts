/** A line of two texts laid side by side; numbers count from 1, on the side where the line stands. */
export interface DifferenceLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  before?: number;
  after?: number;
}

/** Pairs of lines compared at most; beyond it, the differing middle is shown as replaced whole. */
const MOST_PAIRS = 4_000_000;

/** The lines of two texts in one list: what stayed, what went and what came, in order. */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  const same = () => lines.push({ kind: 'same', text: a[i] ?? '', before: ++i, after: ++j });
  const removed = () => lines.push({ kind: 'removed', text: a[i] ?? '', before: ++i });
  const added = () => lines.push({ kind: 'added', text: b[j] ?? '', after: ++j });
  while (i < head) same();
  const [endA, endB] = [a.length - tail, b.length - tail];
  const longest = commonLengths(a.slice(head, endA), b.slice(head, endB));
  while (i < endA || j < endB) {
    if (i < endA && j < endB && longest && a[i] === b[j]) same();
    else if (i < endA && (j >= endB || goesFirst(longest, i - head, j - head))) removed();
    else added();
  }
  while (i < a.length) same();
  return lines;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Lengths of the longest common subsequences of all ends of two lists, or null where that is too much. */
function commonLengths(a: string[], b: string[]): Uint32Array[] | null {
  if (a.length * b.length > MOST_PAIRS) return null;
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [here, below] = [table[i]!, table[i + 1]!];
      here[j] = a[i] === b[j] ? below[j + 1]! + 1 : Math.max(below[j]!, here[j + 1]!);
    }
  }
  return table;
}

function goesFirst(longest: Uint32Array[] | null, i: number, j: number): boolean {
  return !longest || longest[i + 1]![j]! >= longest[i]![j + 1]!;
}
