import type { z } from 'zod';
import { malformed } from '../schemas/malformed.ts';

/**
 * What a request carries, as its schema wants it.
 *
 * @throws Refusal `command.malformed` that names the first field that is wrong
 */
export function bodyOf<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw malformed(parsed.error, body);
}
