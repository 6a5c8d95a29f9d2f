import type { Finding, PortCharacter } from '../../../shared/workbench/detection.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { DeviceKind } from '../../drivers/driver.ts';
import type { Candidate } from './candidate.ts';
import { confidenceOf, evidenceWords, readFrames, score } from './evidence.ts';

/** A candidate and the setting of the port at which it read along. */
export interface Heard {
  candidate: Candidate;
  character: PortCharacter | null;
}

/** From this share of the best score on, a device is not ruled out by the best one. */
const RIVAL = 0.4;

/** What somebody at the device can do so that it shows what it is. */
const deeds: Partial<Record<DeviceKind, Bilingual>> = {
  pad: { zh: '按一下呼叫器的键', en: 'press a key of the call pad' },
  evaluator: { zh: '按一下评价键', en: 'press a rating key' },
  printer: { zh: '打开再合上打印机盖', en: 'open the cover of the printer and shut it' },
  locker: { zh: '打开再关上一个柜门', en: 'open a door of the locker and shut it' },
  contact: { zh: '开一下门再关上', en: 'open the door and shut it' },
  button: { zh: '按一下按钮', en: 'press the button' },
};

/** The devices that fit what was heard, each at the setting where it fits best, the best first. */
export function findingsOf(all: Iterable<Heard>): Finding[] {
  const fitting = bestOfEach(all);
  const rivals = fitting.filter(({ candidate }) => !isSilentTwin(candidate, fitting));
  const top = rivals[0] ? score(rivals[0].candidate.evidence) : 0;
  const shown = rivals.filter(({ candidate }) => score(candidate.evidence) >= RIVAL * top);
  return shown.map(({ candidate, character }) => {
    const { driver, evidence, settings } = candidate;
    const others = shown.filter((other) => other.candidate !== candidate).map((other) => other.candidate);
    const together = others.length > 0 && speaksApart(candidate, others);
    const own = confidenceOf(evidence) ?? 'faint';
    return {
      ...{ driver: driver.id, name: driver.name, settings, character },
      score: Math.round(score(evidence) * 10) / 10,
      confidence: others.length > 0 && !together && own === 'certain' ? 'likely' : own,
      why: evidenceWords(evidence),
      apart: others.length > 0 ? apartWords(candidate, others, together) : null,
      together,
    };
  });
}

function bestOfEach(all: Iterable<Heard>): Heard[] {
  const best = new Map<string, Heard>();
  for (const heard of all) {
    if (confidenceOf(heard.candidate.evidence) === null) continue;
    const before = best.get(heard.candidate.driver.id);
    if (!before || score(heard.candidate.evidence) > score(before.candidate.evidence)) {
      best.set(heard.candidate.driver.id, heard);
    }
  }
  return [...best.values()].sort((a, b) => score(b.candidate.evidence) - score(a.candidate.evidence));
}

/** Speaks the same frames as another that understands them, while it understands none itself. */
function isSilentTwin({ evidence }: Candidate, fitting: readonly Heard[]): boolean {
  if (readFrames(evidence) > 0) return false;
  return fitting.some(
    ({ candidate: other }) => other.evidence.framing === evidence.framing && readFrames(other.evidence) > 0,
  );
}

/** Whether it understands frames, and none that another understands. */
function speaksApart(candidate: Candidate, others: readonly Candidate[]): boolean {
  const mine = readingsOf(candidate);
  return mine.size > 0 && !others.some((other) => [...readingsOf(other)].some((hex) => mine.has(hex)));
}

function apartWords(candidate: Candidate, others: readonly Candidate[], together: boolean): Bilingual {
  const names = {
    zh: others.map(({ driver }) => driver.name.zh).join('、'),
    en: others.map(({ driver }) => driver.name.en).join(', '),
  };
  const read = readFrames(candidate.evidence);
  const { frames } = candidate.evidence;
  if (together) {
    return {
      zh: `它读懂 ${frames} 帧中的 ${read} 帧，与“${names.zh}”读懂的不同：同在一条线上，可都添加`,
      en: `It understands ${read} of ${frames} frames, others than ${names.en} does: both stand on this line, and both may be added`,
    };
  }
  const deed = deeds[candidate.driver.kind];
  const isKindShared = others.some(({ driver }) => driver.kind === candidate.driver.kind);
  const act =
    deed && !isKindShared
      ? {
          zh: `${deed.zh}，只有它应当多出读懂的帧`,
          en: `${deed.en}: only this one should then understand more`,
        }
      : { zh: '看铭牌上的型号，或用下面的询问', en: 'read the model on its plate, or ask it below' };
  return {
    zh: `“${names.zh}”也符合，不代为选择。要区分：${act.zh}`,
    en: `${names.en} fits as well, and nothing is guessed. To tell them apart: ${act.en}`,
  };
}

/** The frames that a device understands, by their hex. */
function readingsOf({ evidence }: Candidate): Set<string> {
  return new Set([...evidence.heard].filter(([, { readBy }]) => readBy).map(([hex]) => hex));
}
