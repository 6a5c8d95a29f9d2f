/**
 * The scale on which answers are counted: four steps to a doubling, so that a value read back is
 * within 9 % of what was measured, and one device needs a few numbers an hour.
 */
const STEPS_TO_DOUBLING = 4;

/** Less than a millisecond is not told apart; counted as half of one. */
const SHORTEST = 0.5;

/** The step on which an answer of `ms` milliseconds is counted. */
export function answerStep(ms: number): number {
  return Math.round(Math.log2(Math.max(SHORTEST, ms)) * STEPS_TO_DOUBLING);
}

/** The milliseconds that a step stands for. */
export function answerMs(step: number): number {
  return 2 ** (step / STEPS_TO_DOUBLING);
}
