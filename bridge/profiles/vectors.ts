import type { Mistake } from '../schemas/mistake.ts';
import { mistakesOf } from '../schemas/words.ts';
import { fromHex, toHex } from '../framing/bytes.ts';
import { Framer } from '../framing/framer.ts';
import type { Entry } from './entry.ts';
import { literalOf, ProfileMistake, type Raw } from './entry.ts';
import { isBytes, type Value } from './expression/value.ts';
import type { Frames } from './frames.ts';
import type { Profile, ProfileExample } from './profile.ts';
import { whyUnbuilt } from './unbuilt.ts';

const KEYS = ['meaning', 'hex', 'frame', 'parts', 'values', 'readings', 'acknowledge', 'settings', 'answers'];
const BUILD_KEYS = ['meaning', 'hex', 'build', 'args', 'settings'];
const REFUSED_KEYS = ['meaning', 'hex', 'refused', 'settings'];

/**
 * Tries the vectors of a profile: what is read from their bytes, what is built, what is refused.
 *
 * @throws ProfileMistake for the first that fails, with what came out instead
 */
export function tryVectors(entry: Entry, profile: Profile): ProfileExample[] {
  const vectors = entry.list();
  if (vectors.length === 0) {
    entry.fail(
      '档案要带至少一条样例（vectors），否则无从自检',
      'a profile carries at least one vector to be tried on',
    );
  }
  const trial: Trial = { profile, devices: new Map() };
  return vectors.flatMap((vector) => {
    if (vector.at('build').isThere) return tryBuild(vector, trial);
    if (vector.at('refused').isThere) return tryRefused(vector, trial);
    return tryReading(vector, trial);
  });
}

/** A profile that is tried. Vectors with the same settings are of one device, whose requests are counted. */
interface Trial {
  profile: Profile;
  devices: Map<string, Record<string, unknown>>;
}

function bytesAt(entry: Entry): Uint8Array {
  const text = entry.text();
  try {
    return fromHex(text);
  } catch {
    return entry.fail('应为十六进制字节，如 FF 68 03', 'expected bytes in hex, as FF 68 03');
  }
}

function settingsAt(entry: Entry, { profile, devices }: Trial): Record<string, unknown> {
  const given = profile.settings.read(entry);
  const parsed = profile.settings.schema.safeParse(given);
  if (parsed.success) {
    const words = JSON.stringify(parsed.data);
    const settings = devices.get(words) ?? parsed.data;
    devices.set(words, settings);
    return settings;
  }
  const [zh, en] = (['zh', 'en'] as const).map((language) => {
    const [{ path, message }] = mistakesOf(parsed.error.issues, given, language) as [Mistake];
    return `${path.join('.')}: ${message}`;
  }) as [string, string];
  return entry.fail(`设置 ${zh}`, `the setting ${en}`);
}

/** Everything a stream of these bytes gives. */
export function cutBytes(
  profile: Profile,
  bytes: Uint8Array,
  settings: Value,
): { frames: Uint8Array[]; discarded: string[] } {
  const heard = { frames: [] as Uint8Array[], discarded: [] as string[] };
  const framer = new Framer(profile.frames.framing([settings]), {
    frame: (frame) => heard.frames.push(frame),
    discarded: (_bytes, why) => heard.discarded.push(why),
  });
  framer.push(bytes);
  framer.idle();
  return heard;
}

function tryReading(vector: Entry, trial: Trial): ProfileExample[] {
  const { profile } = trial;
  vector.only(KEYS);
  const bytes = bytesAt(vector.at('hex'));
  const settings = settingsAt(vector.at('settings'), trial);
  const { frames, discarded } = cutBytes(profile, bytes, settings as Value);
  if (frames.length !== 1 || discarded.length > 0) {
    noFrame(vector.at('hex'), bytes, frames, profile.frames);
  }
  const answers = vector.at('answers');
  const request = answers.isThere ? requestAt(answers, profile, settings) : null;
  const sent = request && profile.requests.partsOf(request);
  const run = profile.frames.read(bytes, settings as Value, sent);
  if (!run) return vector.at('hex').fail('读不出这一帧', 'this frame cannot be read');
  if (vector.at('frame').isThere && vector.at('frame').oneOf(profile.frames.names) !== run.frame) {
    vector.at('frame').fail(`读成了 ${run.frame}`, `was read as ${run.frame}`);
  }
  const parts: Record<string, Value> = profile.frames.partsOf(run);
  vector.at('parts').only(profile.frames.table.entries.map(([name]) => name));
  for (const [name, wanted] of vector.at('parts').fields()) expectSame(wanted, parts[name] ?? null);
  const values: Record<string, Value> = profile.frames.valuesOf(run);
  vector.at('values').only(profile.frames.valueNames);
  for (const [name, wanted] of vector.at('values').fields()) expectSame(wanted, values[name] ?? null);
  const decoded = profile.decode(bytes, settings, sent);
  const readings = vector.at('readings');
  if (readings.isThere) expectSame(readings, (decoded?.readings ?? []) as unknown as Value);
  const acknowledge = vector.at('acknowledge');
  if (acknowledge.isThere) {
    const got = decoded?.acknowledge ? toHex(decoded.acknowledge) : '';
    if (got !== toHex(bytesAt(acknowledge)))
      acknowledge.fail(`答的是 ${got || '（无）'}`, `it answers ${got || 'nothing'}`);
  }
  if (!decoded) return [];
  return [
    {
      meaning: vector.at('meaning').isThere ? vector.at('meaning').text() : toHex(bytes),
      frame: toHex(bytes),
      ...(vector.at('settings').isThere ? { settings: profile.settings.read(vector.at('settings')) } : {}),
      ...(request ? { answers: request.name } : {}),
      readings: decoded?.readings ?? [],
      ...(decoded?.acknowledge ? { acknowledge: toHex(decoded.acknowledge) } : {}),
    },
  ];
}

/** Says why bytes are not one frame: where they stop being one, and what would have to stand there. */
function noFrame(entry: Entry, bytes: Uint8Array, cut: readonly Uint8Array[], frames: Frames): never {
  if (cut.length > 1) {
    const [zh, en] = [`切成了 ${cut.length} 帧`, `it is ${cut.length} frames`];
    const list = cut.map(toHex).join(' | ');
    return entry.fail(`这不是一帧：${zh}：${list}`, `this is not one frame: ${en}: ${list}`);
  }
  const misfit = frames.misfit(bytes);
  if (misfit) {
    const { name, is, must } = misfit;
    const [zh, en] =
      must === undefined
        ? ['，不在允许之列', ', which is not allowed']
        : must === null
          ? [
              '，而它应是什么算不出来：所用的部分不在这一帧里',
              '; what it must be comes to nothing: a part it needs is not in this frame',
            ]
          : [`，应为 ${inWords(must)}`, ` and must be ${inWords(must)}`];
    return entry.fail(
      `这不是一帧：${name} 是 ${inWords(is)}${zh}`,
      `this is not one frame: ${name} is ${inWords(is)}${en}`,
    );
  }
  const fields = frames.describe(bytes);
  const isRest = fields.at(-1)?.name.en === 'Other';
  const known = isRest ? fields.slice(0, -1) : fields;
  const end = known.at(-1);
  const [zh, en] = end
    ? [`读到 ${end.name.zh}`, `after ${end.name.en}`]
    : ['从第一个字节起', 'from the first byte on'];
  const rest = isRest ? toHex(bytes.subarray(fields.at(-1)!.at)) : '';
  return rest === ''
    ? entry.fail(`这不是一帧：${zh}，后面还缺字节`, `this is not one frame: ${en} there are bytes missing`)
    : entry.fail(
        `这不是一帧：${zh}，此后的 ${rest} 不合`,
        `this is not one frame: ${en}, ${rest} does not fit`,
      );
}

/** A value, and a number in hex too, as it stands in the bytes. */
function inWords(value: Value): string {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 10)
    return isBytes(value) ? toHex(value) : wordsOf(value);
  return `${value} (0x${value.toString(16).toUpperCase()})`;
}

function requestAt(entry: Entry, profile: Profile, settings: Record<string, unknown>) {
  const name = (entry.isMap ? entry.at('request') : entry).oneOf(profile.requests.names);
  const args = entry.isMap ? entry.at('args').plain() : null;
  return building(entry, () => profile.requests.build(name, settings as Value, args));
}

function tryBuild(vector: Entry, trial: Trial): ProfileExample[] {
  const { profile } = trial;
  vector.only(BUILD_KEYS);
  const settings = settingsAt(vector.at('settings'), trial);
  const name = vector.at('build').oneOf(profile.requests.names);
  const args = vector.at('args').plain();
  const { bytes } = building(vector.at('build'), () => profile.requests.build(name, settings as Value, args));
  const wanted = toHex(bytesAt(vector.at('hex')));
  if (toHex(bytes) !== wanted) vector.at('hex').fail(`造出的是 ${toHex(bytes)}`, `it builds ${toHex(bytes)}`);
  return [];
}

function building<T>(entry: Entry, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof ProfileMistake) throw error;
    const { zh, en } = whyUnbuilt(error);
    return entry.fail(`造不出：${zh}`, `cannot be built: ${en}`);
  }
}

/** Why a frame is refused, as a vector says it and as framing does. */
const REFUSALS = { checksum: 'badChecksum', noise: 'noise', unfinished: 'timeout' } as const;

function tryRefused(vector: Entry, trial: Trial): ProfileExample[] {
  const { profile } = trial;
  vector.only(REFUSED_KEYS);
  const why = vector.at('refused').oneOf(Object.keys(REFUSALS) as (keyof typeof REFUSALS)[]);
  const settings = settingsAt(vector.at('settings'), trial);
  const { frames, discarded } = cutBytes(profile, bytesAt(vector.at('hex')), settings as Value);
  const [reason] = discarded;
  if (frames.length > 0) vector.at('hex').fail('这一帧没有被拒绝', 'this frame is not refused');
  if (reason !== REFUSALS[why]) {
    const is = Object.entries(REFUSALS).find(([, one]) => one === reason)?.[0] ?? reason;
    vector.at('refused').fail(`拒绝的原因是 ${is}`, `it is refused as ${is}`);
  }
  return [];
}

/** Compares what came out with what was written; a map names only what it cares for. */
function expectSame(wanted: Entry, got: Value): void {
  if (isSame(wanted.raw, got)) return;
  const words = wordsOf(got);
  wanted.fail(`得到的是 ${words}`, `it comes out as ${words}`);
}

function isSame(wanted: Raw | undefined, got: Value): boolean {
  if (isBytes(got)) return typeof wanted === 'string' && bare(wanted) === bare(toHex(got));
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(got) &&
      got.length === wanted.length &&
      wanted.every((one, at) => isSame(one, got[at] as Value))
    );
  }
  if (typeof wanted === 'object' && wanted !== null) {
    return Object.entries(wanted).every(([key, value]) =>
      isSame(value, (got as Record<string, Value> | null)?.[key] ?? null),
    );
  }
  if (typeof got === 'string') return wanted === got;
  const is = typeof wanted === 'string' ? literalOf(wanted.trim()) : null;
  return (
    is === got ||
    (typeof is === 'number' && typeof got === 'number' && Math.abs(is - got) <= 1e-9 * Math.abs(is))
  );
}

function bare(hex: string): string {
  return hex.replaceAll(/\s/g, '').toUpperCase();
}

function wordsOf(value: Value): string {
  return JSON.stringify(value, (_key, one: unknown) => (one instanceof Uint8Array ? toHex(one) : one));
}
