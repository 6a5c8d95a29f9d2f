import { z } from 'zod';
import { malformed } from '../schemas/malformed.ts';
import type { AnnounceConfig } from '../../shared/config/announce.ts';
import type { CommandAnswer, CommandEnvelope } from '../../shared/commands.ts';
import { Refusal, refusalText } from '../../shared/refusals.ts';
import { SECOND } from '../../shared/time.ts';
import { readJson } from '../framing/messages.ts';

/** A command that names no time is worth nothing after this. */
const USUAL_LIFE = 10 * SECOND;

const askedSchema = z.object({
  /** Made by whoever asks: asked twice by the same id, it is done once. */
  id: z.string().min(8).max(64),
  name: z.string().min(1).max(40),
  data: z.record(z.string().max(40), z.unknown()).default({}),
  /** Milliseconds since 1970, or ISO 8601. */
  expires_at: z.union([z.number(), z.iso.datetime({ offset: true })]).optional(),
});

/**
 * A command as it came over the broker to a device's `/cmd`, in the envelope of all commands.
 *
 * @param now the instant it came, milliseconds UTC
 * @throws Refusal when it is not understood, or may not be asked this way
 */
export function readAsked(
  payload: Uint8Array,
  { device, announce, now }: { device: string; announce: AnnounceConfig; now: number },
): CommandEnvelope {
  const json = readJson(payload);
  const asked = askedSchema.safeParse(json);
  if (!asked.success) throw malformed(asked.error, json);
  const { id, name, data, expires_at: given } = asked.data;
  if (!(announce.commands as string[]).includes(name)) throw new Refusal('command.notAnnounced', { name });
  const expires = given === undefined ? now + USUAL_LIFE : new Date(given).getTime();
  return { id, name, data: { ...data, device }, expires };
}

/** The id of a command that could not be read otherwise, so that its sender knows which one. */
export function idOf(payload: Uint8Array): string | null {
  const id = readJson(payload)?.['id'];
  return typeof id === 'string' ? id.slice(0, 64) : null;
}

/** An answer as `/cmd/result` carries it: a refusal with its code and in words. */
export function announcedAnswer(id: string | null, answer: CommandAnswer): Record<string, unknown> {
  if (answer.ok) return { id, ok: true, events: answer.seqs };
  const { code, params } = answer;
  const words = { zh: refusalText(code, 'zh', params), en: refusalText(code, 'en', params) };
  return { id, ok: false, code, params, words };
}
