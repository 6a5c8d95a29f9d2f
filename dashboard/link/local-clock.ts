/** The clock and the timer of the machine the page runs on; handed in, so that tests have their own. */
export interface LocalClock {
  now: () => number;
  /** Calls `step` every `ms`; returns how to stop it. */
  every: (ms: number, step: () => void) => () => void;
}

/** The clock of this browser. */
export const browserClock: LocalClock = {
  now: () => Date.now(),
  every: (ms, step) => {
    const timer = setInterval(step, ms);
    return () => clearInterval(timer);
  },
};
