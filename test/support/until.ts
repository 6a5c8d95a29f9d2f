/** How long a test waits for something that is to happen; far longer than it takes. */
const PATIENCE = 20_000;

/**
 * Asks until there is an answer. For what has no event of its own to wait for.
 *
 * @throws Error that names what did not come
 */
export async function until<T>(ask: () => T | Promise<T | null> | null, what: string): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The promise, or an error that names what did not come. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`never came: ${what}`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Something that changes, and tells those who wait for it to be as they want it. */
export class Watched {
  readonly #watchers = new Set<() => void>();

  /** Resolves once `isSo`, now or after a change. */
  when(isSo: () => boolean, what: string): Promise<void> {
    if (isSo()) return Promise.resolve();
    const came = new Promise<void>((resolve) => {
      const watcher = () => {
        if (!isSo()) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
    return within(came, what);
  }

  /** Says that it changed. */
  tell(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
