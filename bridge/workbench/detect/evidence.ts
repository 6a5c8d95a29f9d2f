import type { Confidence } from '../../../shared/workbench/detection.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { CandidateSettings } from './candidate-settings.ts';

/** A frame that came, as often as it did. */
export interface FrameHeard {
  /** In bytes. */
  length: number;
  times: number;
  /** The settings by which the device reads it; null where it says nothing to it. */
  readBy: CandidateSettings | null;
}

/** What speaks for a device and against it. */
export interface Evidence {
  /** The framing's name: devices of one framing can stand on one line. */
  framing: string;
  /** Whether its frames carry a checksum. */
  verifying: boolean;
  frames: number;
  /** Bytes in frames, and bytes that belong to none. */
  frameBytes: number;
  noise: number;
  badChecksums: number;
  /** Different frames, by their hex. */
  heard: Map<string, FrameHeard>;
}

/** What one different frame is worth: with a checksum, without one, and where it is too short to mean much. */
const worth = { checked: 10, shaped: 3, short: 0.5 };
const SHORT = 4;
/** Frames that are read count for more, and each doubling of a repeated one for a quarter more. */
const READ = 1.5;
const REPEATED = 0.25;
/** Less is coincidence. */
const LEAST = 5;

/**
 * How well a device fits: the worth of its different frames, times the square of the share of all
 * bytes that they explain, so that a device which explains half of what came gets a quarter.
 */
export function score(evidence: Evidence): number {
  const { verifying, heard } = evidence;
  let sum = 0;
  for (const { length, times, readBy } of heard.values()) {
    const base = verifying ? worth.checked : length >= SHORT ? worth.shaped : worth.short;
    sum += base * (1 + REPEATED * Math.log2(times)) * (readBy ? READ : 1);
  }
  return sum * explained(evidence) ** 2;
}

/** The share of the bytes that lie in frames. */
function explained({ frameBytes, noise }: Evidence): number {
  return frameBytes === 0 ? 0 : frameBytes / (frameBytes + noise);
}

/** How sure one may be; null where it is no more than coincidence. */
export function confidenceOf(evidence: Evidence): Confidence | null {
  if (score(evidence) < LEAST) return null;
  const share = explained(evidence);
  if (evidence.verifying && evidence.frames >= 3 && share >= 0.9) return 'certain';
  return share >= 0.7 && evidence.frames >= 2 ? 'likely' : 'faint';
}

/** Whether there is no need to look further: frames enough, each checked, and hardly anything else. */
export function isDecisive(evidence: Evidence): boolean {
  return confidenceOf(evidence) === 'certain' && explained(evidence) >= 0.95 && readFrames(evidence) > 0;
}

/** Frames that the device reads. */
export function readFrames({ heard }: Evidence): number {
  return [...heard.values()].reduce((sum, { times, readBy }) => sum + (readBy ? times : 0), 0);
}

/** Why a device fits as it does: "12 frames (3 different), all checksums right, no noise". */
export function evidenceWords(evidence: Evidence): Bilingual {
  const { frames, heard, verifying, badChecksums, noise } = evidence;
  const read = readFrames(evidence);
  const few = heard.size < frames;
  const parts: Bilingual[] = [
    {
      zh: `${frames} 帧${few ? `（${heard.size} 种）` : ''}`,
      en: `${frames} frame${frames === 1 ? '' : 's'}${few ? ` (${heard.size} different)` : ''}`,
    },
    checksumWords(verifying, badChecksums),
    noise === 0
      ? { zh: '没有杂波', en: 'no noise' }
      : { zh: `${noise} 字节不属于任何帧`, en: `${noise} bytes in no frame` },
  ];
  if (read === 0) parts.push({ zh: '内容还未读懂', en: 'none of them understood yet' });
  else if (read < frames) {
    parts.push({ zh: `其中 ${read} 帧读得懂`, en: `${read} of them understood` });
  } else parts.push({ zh: '全部读得懂', en: 'all understood' });
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
}

function checksumWords(verifying: boolean, bad: number): Bilingual {
  if (!verifying) return { zh: '这种帧没有校验', en: 'frames of this kind carry no checksum' };
  return bad === 0
    ? { zh: '校验全部正确', en: 'all checksums right' }
    : { zh: `另有 ${bad} 处校验错`, en: `${bad} more with a wrong checksum` };
}
