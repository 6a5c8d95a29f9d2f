import type { Reporter, TestCase } from 'vitest/node';

/**
 * Names the tests that passed at the second try only.
 *
 * Real browsers, brokers and serial lines are late once in thousands of runs on a busy machine, so those levels
 * try again once; what needed it must be seen, because a race of the product looks the same.
 */
export default class SecondTries implements Reporter {
  readonly #names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd(): void {
    for (const name of this.#names) console.log(`passed at the second try only: ${name}`);
  }
}
