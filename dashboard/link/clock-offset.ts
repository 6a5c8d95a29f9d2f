const SAMPLES_KEPT = 30;

/**
 * How far the bridge's clock is ahead of this machine's. Every message from the bridge
 * carries its `now` and arrives a little later than it was sent, so each sample is too small
 * by that delay: the largest of the latest samples is the best one.
 */
export class ClockOffset {
  private samples: number[] = [];

  /** Takes the bridge's `now` of a message that arrived at `local`. */
  learn(bridge: number, local: number): void {
    this.samples.push(bridge - local);
    if (this.samples.length > SAMPLES_KEPT) this.samples.shift();
  }

  /** Forgets everything, as after a sleep in which this machine's clock may have been set. */
  reset(): void {
    this.samples = [];
  }

  /** Milliseconds to add to the local clock; 0 while nothing is known. */
  get value(): number {
    return this.samples.length === 0 ? 0 : Math.max(...this.samples);
  }
}
