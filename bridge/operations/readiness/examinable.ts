import type { LinesReport } from '../../../shared/channel.ts';
import type { Hands } from '../hands.ts';

/** How a device took the questions it was asked. */
export interface Examined {
  /** How many it was asked; none where it cannot be asked anything. */
  asked: number;
  /** Milliseconds from the first question to the last answer. */
  ms: number;
  /** Whether one of them was answered only when it was asked again. */
  again: boolean;
}

/** Devices as a check before opening looks at them. */
export interface Examinable extends Hands {
  /**
   * Asks a device what changes nothing, each question a second time if the first has no answer.
   *
   * @param local the time of the hall, with which the device's own clock is compared
   * @throws Refusal when it does not answer, or its line is down
   */
  examine(device: string, local: string): Promise<Examined>;
  /** Whether the device acknowledges a text that it is to show. */
  confirmsText(device: string): boolean;
  /** The doors a lock board is configured with, where that is said. */
  doorsOf(device: string): number | null;
  report(): LinesReport;
}
