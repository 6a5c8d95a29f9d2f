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
