/** Channels of each locker board of a benchmark, and the status bytes that carry them. */
export const CHANNELS = 24;
export const GROUPS = CHANNELS / 8;

/** Boards on a line of the configuration, from address 1, each asked every `pollMs`. */
export function boardsOn(line: string, boards: number, pollMs: number) {
  return Array.from({ length: boards }, (_, index) => ({
    id: `${line}-${index + 1}`,
    driver: 'lock-8a',
    line,
    settings: { address: index + 1, channels: CHANNELS, groups: GROUPS, pollMs },
  }));
}
