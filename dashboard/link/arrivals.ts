/** Events that somebody waits for, by their numbers, while a link lasts. */
export class Arrivals {
  private readonly waiting = new Set<{ seq: number; go: () => void }>();
  private reached = 0;

  /** Resolves once `seq` has been folded, or the link has ended. */
  of(seq: number): Promise<void> {
    if (seq <= this.reached) return Promise.resolve();
    return new Promise((go) => this.waiting.add({ seq, go }));
  }

  /** Everything up to `seq` is folded. */
  reach(seq: number): void {
    this.reached = seq;
    this.letGo((one) => one <= seq);
  }

  /** The link is lost: nobody need wait for what may never come. */
  end(): void {
    this.letGo(() => true);
  }

  private letGo(isDue: (seq: number) => boolean): void {
    for (const one of this.waiting) {
      if (!isDue(one.seq)) continue;
      this.waiting.delete(one);
      one.go();
    }
  }
}
