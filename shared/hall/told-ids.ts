/** Ids of the day before that are kept: what was sent before midnight may be sent once more after it. */
const KEPT_OVERNIGHT = 500;

/**
 * A mark that stands for an id of another system: 53 bits (cyrb53, public domain, by bryc), so that two ids of a day
 * of ten thousand have the same one in a day of a hundred million; eleven characters at most, however long the id.
 */
function markOf(id: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** Whether another queue system has told this before, on this business day. */
export function isTold(marks: readonly string[], id: string): boolean {
  return marks.includes(markOf(id));
}

/** Remembers that it has been told. */
export function noteTold(marks: string[], id: string): void {
  marks.push(markOf(id));
}

/** What is still remembered on the next business day. */
export function overnight(marks: readonly string[]): string[] {
  return marks.slice(-KEPT_OVERNIGHT);
}
