import { toHex, fromHex } from '../../../bridge/framing/bytes.ts';
import { Decoder, type Piece } from '../../../bridge/profiles/decoding.ts';
import { profileDriver } from '../../../bridge/profiles/driver.ts';
import type { Value } from '../../../bridge/profiles/expression/value.ts';
import { parseProfile, ProfileError } from '../../../bridge/profiles/load.ts';
import type { Profile } from '../../../bridge/profiles/profile.ts';
import type { ByteDriver } from '../../../bridge/drivers/driver.ts';
import type { Bilingual } from '../../../shared/text.ts';

const HEAD = 'profile: box\nname: {zh: 设备, en: Box}\nkind: sensor\n';

/** A profile of these lines, with the name and kind every profile has. */
export function described(lines: string): Profile {
  return parseProfile(`${HEAD}${lines}`, 'box.yaml');
}

/** What is said of a profile of these lines that cannot be used. */
export function complaint(lines: string): string {
  return mistake(lines).en;
}

/** The same, in both languages. */
export function mistake(lines: string): Bilingual {
  try {
    described(lines);
  } catch (error) {
    if (error instanceof ProfileError) return error.words;
    throw error;
  }
  throw new Error('the profile was accepted');
}

/** Every piece of a stream; `|` is a silence. */
export function decoded(profile: Profile, hex: string, settings: Record<string, unknown> = {}): Piece[] {
  const pieces: Piece[] = [];
  const decoder = new Decoder({
    profile,
    driver: profileDriver(profile) as ByteDriver,
    settings: profile.settings.schema.parse(settings),
    tell: (piece) => pieces.push(piece),
  });
  hex.split('|').forEach((run, index) => {
    if (index > 0) decoder.silence();
    decoder.push(fromHex(run));
  });
  decoder.silence();
  return pieces;
}

/** The parts and values of the one frame in a stream. */
export function partsOf(profile: Profile, hex: string): Record<string, unknown> {
  const [piece, ...more] = decoded(profile, hex);
  if (piece?.kind !== 'frame' || more.length > 0)
    throw new Error(`not one frame: ${JSON.stringify([piece, ...more])}`);
  return { ...piece.parts, ...piece.values };
}

/** The bytes of a request. */
export function built(profile: Profile, name: string, args: Record<string, Value> = {}): string {
  const settings = profile.settings.schema.parse({}) as Value;
  return toHex(profile.requests.build(name, settings, args).bytes);
}

/** Bytes of words in ASCII, as hex. */
export function ascii(text: string): string {
  return toHex(new TextEncoder().encode(text));
}
