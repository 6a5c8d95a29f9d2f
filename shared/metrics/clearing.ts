/** Below this, minutes of work are a remainder of reckoning. */
const NOTHING = 1e-9;

/**
 * The least time in which windows can do all the work, when the work of a service can be
 * divided among the windows that may serve it: the largest, over all groups of services,
 * of their work ÷ the windows that may serve any of them (max-flow min-cut). Found without
 * trying all 2ⁿ groups: as long as the work does not fit into a time, the cut that shows so
 * is a group that needs longer, and its own ratio is tried next (Dinkelbach 1967).
 *
 * @param work minutes of work by service
 * @param windows the services each window may serve
 * @returns Infinity when some service has no window
 */
export function clearingMinutes(
  work: ReadonlyMap<string, number>,
  windows: readonly ReadonlySet<string>[],
): number {
  const isServed = (service: string) => windows.some((skills) => skills.has(service));
  if (![...work.keys()].every(isServed)) return Infinity;
  let time = 0;
  for (let group = [...work.keys()]; group.length > 0; group = overflow(work, windows, time)) {
    const minutes = group.reduce((sum, service) => sum + (work.get(service) ?? 0), 0);
    const able = windows.filter((skills) => group.some((service) => skills.has(service))).length;
    if (minutes / able <= time) break;
    time = minutes / able;
  }
  return time;
}

/** The services that keep some of the work from fitting into `time` at each window; none when all fits. */
function overflow(
  work: ReadonlyMap<string, number>,
  windows: readonly ReadonlySet<string>[],
  time: number,
): string[] {
  const left = new Map(work);
  const room = windows.map(() => time);
  const given = windows.map(() => new Map<string, number>());
  for (;;) {
    // From work that is left over, by windows that may take it, and by work that could leave them, to room.
    const from = new Map<string, number | null>();
    const by = new Map<number, string>();
    for (const [service, minutes] of left) if (minutes > NOTHING) from.set(service, null);
    let end: number | undefined;
    for (const service of from.keys()) {
      for (const [window, skills] of windows.entries()) {
        if (!skills.has(service) || by.has(window)) continue;
        by.set(window, service);
        if ((room[window] ?? 0) > NOTHING) end ??= window;
        for (const [other, minutes] of given[window] ?? []) {
          if (minutes > NOTHING && !from.has(other)) from.set(other, window);
        }
      }
      if (end !== undefined) break;
    }
    if (end === undefined) return [...from.keys()];
    shift(end, { left, room, given, from, by });
  }
}

interface Path {
  left: Map<string, number>;
  room: number[];
  given: Map<string, number>[];
  /** The window a service could leave, or null where its work is left over. */
  from: Map<string, number | null>;
  /** The service that could come to a window. */
  by: Map<number, string>;
}

/** Moves as much work along the path that ends at the window `end` as every step of it allows. */
function shift(end: number, { left, room, given, from, by }: Path): void {
  const steps: { window: number; service: string; leaves: number | null }[] = [];
  for (let window: number | null = end; window !== null;) {
    const service: string = by.get(window) ?? '';
    const leaves: number | null = from.get(service) ?? null;
    steps.push({ window, service, leaves });
    window = leaves;
  }
  const most = steps.map(({ service, leaves }) =>
    leaves === null ? (left.get(service) ?? 0) : (given[leaves]?.get(service) ?? 0),
  );
  const moved = Math.min(room[end] ?? 0, ...most);
  room[end] = (room[end] ?? 0) - moved;
  for (const { window, service, leaves } of steps) {
    const there = given[window];
    there?.set(service, (there.get(service) ?? 0) + moved);
    if (leaves === null) left.set(service, (left.get(service) ?? 0) - moved);
    else given[leaves]?.set(service, (given[leaves].get(service) ?? 0) - moved);
  }
}
