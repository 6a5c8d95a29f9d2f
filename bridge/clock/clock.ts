/** Ends what `after` or `every` began. */
export type Cancel = () => void;

/** The only place where the bridge reads the time; handed to whoever needs it. */
export interface Clock {
  /** Milliseconds UTC. */
  now(): number;
  /** Calls `task` once, `ms` from now. */
  after(ms: number, task: () => void): Cancel;
  /** Calls `task` every `ms`, the first time `ms` from now. */
  every(ms: number, task: () => void): Cancel;
}

/** Resolves `ms` from now. */
export function delay(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  every(ms, task) {
    const timer = setInterval(task, ms);
    return () => clearInterval(timer);
  },
};
