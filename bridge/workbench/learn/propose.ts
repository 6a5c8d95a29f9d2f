import type { Bilingual } from '../../../shared/text.ts';
import { toHex } from '../../framing/bytes.ts';
import { parseProfile, ProfileError } from '../../profiles/load.ts';
import { findChecks, type FoundCheck } from './checksum-search.ts';
import { partOwn, type Parted } from './own.ts';
import { distinct, samplesOf, type Press, type Sample } from './presses.ts';
import { profileText, type BoxWords } from './profile-text.ts';
import { shapeOf, type Shape } from './shape.ts';

/** What was learned of a box: its frames side by side, the checks that fit, and a profile that has been tried. */
export interface Proposal {
  frames: { label: string; hex: string }[];
  /** What the box says without a press, such as heartbeats, in hex. */
  own: string[];
  shape: Shape;
  /** Every check that all frames agree with, the likeliest first. */
  checks: FoundCheck[];
  /** The check that the profile uses, or null for none. */
  check: FoundCheck | null;
  /** The profile as a file; it loads and its vectors pass. */
  text: string;
  /** What the technician should know or do next. */
  notes: Bilingual[];
}

/** Nothing can be learned from these presses; the reason is what to do next. */
export class LearnError extends Error {
  override readonly name = 'LearnError';
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.words = words;
  }
}

const MOST_FRAMES = 200;
const LONGEST = 512;

/**
 * Works out how a box speaks from what it said when its keys were pressed.
 *
 * @param choice which of the checks found to use; the likeliest where none is chosen, -1 for none
 * @param idle what the box said while nothing was pressed
 * @throws LearnError with what to do, where there is too little to learn from
 */
export function propose(
  presses: readonly Press[],
  words: BoxWords,
  choice = 0,
  idle: readonly Uint8Array[] = [],
): Proposal {
  const pressed = presses.map(({ bytes }) => bytes);
  const told = samplesOf(
    idle.map((bytes) => ({ label: '', bytes })),
    pressed,
  ).map(({ frame }) => frame);
  const all = partOwn(distinct(samplesOf(presses, idle)), told);
  refuseTooLittle(all.keys.map(({ frame }) => frame));
  refuseTooMuch([...all.keys, ...all.own].map(({ frame }) => frame));
  const { parted, checks } = checksOf(all);
  const check = choice < 0 ? null : (checks[choice] ?? null);
  const shape = shapeOf(parted, check);
  const text = profileText(words, parted, shape, check);
  return {
    frames: parted.keys.map(({ label, frame }) => ({ label, hex: toHex(frame) })),
    own: all.own.map(({ frame }) => toHex(frame)),
    shape,
    checks,
    check,
    text,
    notes: [
      ...notesOf(parted.keys.length, checks, check, shape),
      ...notesOfOwn(all, parted, shape),
      ...triedOut(text, words.id),
    ],
  };
}

/** What it says of itself may be of another make than its keys: then it is left to be noise. */
function checksOf({ keys, own }: Parted): { parted: Parted; checks: FoundCheck[] } {
  const [head] = keys[0]!.frame;
  const isHeaded = keys.every(({ frame }) => frame[0] === head);
  const akin = own.filter(({ frame }) => !isHeaded || frame[0] === head);
  const checksFor = (samples: readonly Sample[], constants = false) =>
    findChecks(
      samples.map(({ frame }) => frame),
      constants,
    );
  const together = checksFor([...keys, ...akin]);
  const apart = together.length === 0 && akin.length > 0 ? checksFor(keys) : [];
  const parted = { keys, own: apart.length > 0 ? [] : akin };
  const exact = apart.length > 0 ? apart : together;
  const checks = exact.length > 0 ? exact : checksFor([...keys, ...akin], true);
  return { parted, checks: checks.slice(0, 12) };
}

function refuseTooLittle(frames: readonly Uint8Array[]): void {
  if (frames.length < 2) {
    throw new LearnError({
      zh: '至少要有两个不同按键的数据：请再按另一个键。没有收到字节时，请检查波特率与接线。',
      en: 'Two different keys are needed at least: press another one. If no bytes come, check the baud rate and the wires.',
    });
  }
}

function refuseTooMuch(frames: readonly Uint8Array[]): void {
  if (frames.length > MOST_FRAMES || frames.some(({ length }) => length > LONGEST)) {
    throw new LearnError({
      zh: `数据太多：至多 ${MOST_FRAMES} 帧，每帧至多 ${LONGEST} 字节。请逐键按下，中间停顿一秒。`,
      en: `Too much at once: at most ${MOST_FRAMES} frames of ${LONGEST} bytes. Press key by key, with a second between.`,
    });
  }
}

function notesOf(count: number, checks: FoundCheck[], check: FoundCheck | null, shape: Shape): Bilingual[] {
  const notes: Bilingual[] = [];
  if (checks.length === 0) {
    notes.push({
      zh: '没有找到校验：这种设备可能没有校验，或校验方式不在已知之列。没有校验的帧可能把干扰当作按键。',
      en: 'No check was found: the box may have none, or one that is not known. Without a check, noise may pass for a key.',
    });
  } else if (checks.length > 1) {
    notes.push({
      zh: `有 ${checks.length} 种校验都符合这 ${count} 帧；再按几个不同的键，就能分辨。`,
      en: `${checks.length} checks fit these ${count} frames; a few more different keys will tell them apart.`,
    });
  }
  if (check && check.change !== 0) {
    notes.push({
      zh: '校验值与已知算法相差一个固定的异或值，请多按几个键确认。',
      en: 'The check differs from a known one by a fixed XOR value: press more keys to make sure.',
    });
  }
  if (shape.key === null) {
    notes.push({
      zh: '没有哪个字节能单独区分各键：请检查每个键的名称是否对应所按的键，并每个键多按几次。',
      en: 'No single byte tells the keys apart: see that each name belongs to the key that was pressed, and press each several times.',
    });
  }
  if (shape.length === null && !shape.lengthField) {
    notes.push({
      zh: '各帧长短不一，也没有找到长度字段：靠静默或结尾字节来断帧。',
      en: 'The frames differ in length and no length field was found: silence or the last bytes end them.',
    });
  }
  return notes;
}

/** What is said without a press, and what to do where it stands in the way. */
function notesOfOwn(all: Parted, parted: Parted, shape: Shape): Bilingual[] {
  const several = Map.groupBy(all.keys, ({ label }) => label);
  const labels = [...several].filter(([, same]) => same.length > 1).map(([label]) => label);
  if (shape.key === null && labels.length > 0) {
    return [
      {
        zh: `“${labels.join('”“')}”下有几种不同的帧。设备若会自己定时发送（心跳），请选“不按键时”一行，松手听一会儿，让它单独说一遍。`,
        en: `Several frames stand under "${labels.join('", "')}". If the device speaks by itself (heartbeats), choose "Without a press", keep your hands off and let it speak alone once.`,
      },
    ];
  }
  if (all.own.length > parted.own.length) {
    return [
      {
        zh: '设备自己说的帧与按键的帧写法不同，档案里没有它：会计为杂波，不影响按键。',
        en: 'What the device says by itself is made in another way than its keys. The profile leaves it out: it counts as noise and disturbs no key.',
      },
    ];
  }
  return [];
}

/** The profile is loaded like any other, so that what comes out works. */
function triedOut(text: string, id: string): Bilingual[] {
  try {
    parseProfile(text, `${id}.yaml`);
    return [];
  } catch (error) {
    if (error instanceof ProfileError) return [error.words];
    throw error;
  }
}
