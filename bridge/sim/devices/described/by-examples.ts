import type { Clock } from '../../../clock/clock.ts';
import type { ByteDriver, Request } from '../../../drivers/driver.ts';
import { fromHex, toHex } from '../../../framing/bytes.ts';
import type { BytePort } from '../../ports/byte-port.ts';
import { listen } from './ear.ts';

/** A device of which nothing is known but its driver: it says what the driver's examples say. */
export class ExampleDevice {
  /** What each example means, in the order of their numbers from 1. */
  readonly meanings: readonly string[];
  readonly #port: BytePort;
  readonly #examples: ByteDriver['examples'];

  /** Answers every question of the driver for which there is an example that answers it. */
  constructor(port: BytePort, clock: Clock, driver: ByteDriver, settings: unknown) {
    this.#port = port;
    this.#examples = driver.examples;
    this.meanings = driver.examples.map(({ meaning }) => meaning);
    const asked = questionsOf(driver, settings);
    const answers = new Map<string, Uint8Array>();
    for (const { answers: name, frame } of driver.examples) {
      const question = asked.find((request) => request.name === name);
      if (question) answers.set(toHex(question.bytes), fromHex(frame));
    }
    const answer = (bytes: Uint8Array) => {
      const said = answers.get(toHex(bytes));
      if (said) port.send(said);
    };
    listen(port, driver.framing([settings]), clock, { frame: answer, discarded: answer });
  }

  /** Says an example by its number. False where there is none. */
  say(number: number): boolean {
    const example = this.#examples[number - 1];
    if (example) this.#port.send(fromHex(example.frame));
    return example !== undefined;
  }
}

function questionsOf(driver: ByteDriver, settings: unknown): Request[] {
  const polled = driver.polls?.(settings).map(({ request }) => request) ?? [];
  return [...polled, ...(driver.greeting?.(settings) ?? []), ...(driver.probes?.(settings) ?? [])];
}
