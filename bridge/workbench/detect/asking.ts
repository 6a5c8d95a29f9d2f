import { setImmediate as turn } from 'node:timers/promises';
import type { AskAnswer, AskAsked } from '../../../shared/workbench/detection.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { SECOND } from '../../../shared/time.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { Clock } from '../../clock/clock.ts';
import type { ByteDriver } from '../../drivers/driver.ts';
import { toHex } from '../../framing/bytes.ts';
import type { Candidate } from './candidate.ts';
import { candidatesOf } from './candidate.ts';
import { Capture } from './capture.ts';
import { transportTo } from './detection.ts';
import { evidenceWords, score } from './evidence.ts';
import { Listening } from './listening.ts';
import { queryOf } from './queries.ts';

/** Longer than any known device thinks, with a slow line and a network between. */
const PATIENCE = 1.5 * SECOND;
/** What an answer proves, beside the frames that come with it. */
const ANSWERED = 20;

/**
 * Sends one question that somebody has agreed to, once, and says what came back. The port is free
 * after.
 *
 * @throws Refusal where there is no such question, or its bytes are not those that were agreed to;
 *   Error when the port cannot be opened
 */
export async function askOnce(
  asked: AskAsked,
  driver: ByteDriver | undefined,
  clock: Clock,
): Promise<AskAnswer> {
  const request = queryOf(driver, asked.request, asked.settings);
  if (!driver || !request)
    throw new Refusal('detect.noQuery', { driver: asked.driver, request: asked.request });
  const hex = toHex(request.bytes);
  if (asked.agreed !== hex) throw new Refusal('detect.notAgreed', { hex });
  const capture = new Capture();
  const candidates = candidatesOf([driver], request);
  let wake: () => void = () => undefined;
  const isSettled = () => candidates.some(({ answer }) => answer !== null) || Boolean(listening?.lost);
  const changed = () => {
    if (isSettled()) wake();
  };
  const character = asked.target.kind === 'tcp' ? null : asked.character;
  const transport = transportTo(asked.target, character);
  let listening: Listening | null = null;
  listening = await Listening.open({ transport, candidates, capture, clock, changed });
  try {
    await listening.send(request.bytes);
    await new Promise<void>((resolve) => {
      const cancel = clock.after(Math.max(PATIENCE, request.timeout ?? 0), resolve);
      wake = () => {
        cancel();
        resolve();
      };
      // It may have come while the question was still on its way out.
      if (isSettled()) wake();
    });
    // What arrived while the process stood still is read in the turn after the timers that are due.
    if (!isSettled()) await turn();
  } finally {
    await listening.close();
  }
  return answerOf(asked, best(candidates), hex, capture);
}

function best(candidates: readonly Candidate[]): Candidate {
  const worth = (one: Candidate) => score(one.evidence) + (one.answer ? ANSWERED : 0);
  return candidates.reduce((a, b) => (worth(b) > worth(a) ? b : a));
}

function answerOf(asked: AskAsked, candidate: Candidate, sent: string, capture: Capture): AskAnswer {
  const { driver, evidence, answer, settings } = candidate;
  const records = capture.takeRecords();
  const heard = records.filter(({ direction }) => direction === 'in').map(({ hex }) => hex);
  const isAnswered = answer !== null && toHex(answer) !== sent;
  const character = asked.target.kind === 'tcp' ? null : asked.character;
  const finding = {
    ...{ driver: driver.id, name: driver.name, character, apart: null, together: false },
    settings: Object.keys(settings).length > 0 ? settings : asked.settings,
    score: Math.round(10 * (score(evidence) + ANSWERED)) / 10,
    confidence: evidence.verifying ? ('certain' as const) : ('likely' as const),
    why: evidenceWords(evidence),
  };
  return {
    answered: isAnswered,
    verdict: verdictOf(isAnswered, heard.join(' '), sent, driver.name),
    finding: isAnswered ? finding : null,
    records,
  };
}

function verdictOf(isAnswered: boolean, heard: string, sent: string, name: Bilingual): Bilingual {
  if (isAnswered) {
    return { zh: `回答了，和“${name.zh}”的协议一致`, en: `It answered as ${name.en} does` };
  }
  if (heard === '') {
    return {
      zh: '没有回答：换个速率或地址再问，或换一种设备',
      en: 'No answer: ask at another speed or address, or as another device',
    };
  }
  if (heard === sent) {
    return {
      zh: '收到的只是刚发出的字节（转换器回显），设备没有回答',
      en: 'Only what was sent came back, an echo of the adapter: the device did not answer',
    };
  }
  return {
    zh: '有回答，但不是这种设备的：可能是别的设备，或速率不对',
    en: 'Something came back, but not what this device says: another device, or another speed',
  };
}
