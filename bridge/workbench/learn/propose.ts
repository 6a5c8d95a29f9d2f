import type { Bilingual } from '../../../shared/text.ts';
import { toHex } from '../../framing/bytes.ts';
import { parseProfile, ProfileError } from '../../profiles/load.ts';
import { findChecks, type FoundCheck } from './checksum-search.ts';
import { distinct, samplesOf, type Press } from './presses.ts';
import { profileText, type BoxWords } from './profile-text.ts';
import { shapeOf, type Shape } from './shape.ts';

/** What was learned of a box: its frames side by side, the checks that fit, and a profile that has been tried. */
export interface Proposal {
  frames: { label: string; hex: string }[];
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
 * @throws LearnError with what to do, where there is too little to learn from
 */
export function propose(presses: readonly Press[], words: BoxWords, choice = 0): Proposal {
  const samples = distinct(samplesOf(presses));
  refuseTooLittle(samples.map(({ frame }) => frame));
  const frames = samples.map(({ frame }) => frame);
  const exact = findChecks(frames);
  const checks = (exact.length > 0 ? exact : findChecks(frames, true)).slice(0, 12);
  const check = choice < 0 ? null : (checks[choice] ?? null);
  const shape = shapeOf(samples, check);
  const text = profileText(words, samples, shape, check);
  return {
    frames: samples.map(({ label, frame }) => ({ label, hex: toHex(frame) })),
    shape,
    checks,
    check,
    text,
    notes: [...notesOf(samples.length, checks, check, shape), ...triedOut(text, words.id)],
  };
}

function refuseTooLittle(frames: readonly Uint8Array[]): void {
  if (frames.length < 2) {
    throw new LearnError({
      zh: '至少要有两个不同按键的数据：请再按另一个键。没有收到字节时，请检查波特率与接线。',
      en: 'Two different keys are needed at least: press another one. If no bytes come, check the baud rate and the wires.',
    });
  }
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
