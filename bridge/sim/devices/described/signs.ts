import { same } from '../../../../shared/text.ts';
import { textOf } from '../../../profiles/text.ts';
import type { Bench } from './bench.ts';

/** Told what a sign shows, whenever that changes. */
export type Shown = (text: string) => void;

const priorityText = 0x30;
const escape = 0x1b;
const understood = 0x40;

/** An Alpha sign in its ACK mode: shows the priority text, and acknowledges what has a sum. */
export function playAlpha(bench: Bench, shown: Shown): void {
  const isFor = (pattern: string, own: string) =>
    pattern === own || [...pattern].every((digit, at) => digit === '?' || digit === own[at]);
  bench.hear = (_frame, { type, address, command, data, mark }) => {
    const isType = type === 'Z' || bench.settings['type'] === 'Z' || type === bench.settings['type'];
    if (!isType || (address !== '00' && !isFor(String(address), String(bench.settings['address'])))) return;
    const [label, ...rest] = data as Uint8Array;
    if (command === 'A' && label === priorityText) {
      const text = rest[0] === escape ? rest.slice(3) : rest;
      shown(textOf(Uint8Array.from(text), 'ascii'));
    }
    if (mark === 0x03) bench.say('acknowledged', { status: understood });
  };
}

/** A Mingxing sign: shows what comes with the command its settings name, and answers nothing. */
export function playMingxing(bench: Bench, shown: Shown): void {
  bench.hear = (_frame, { address, command, data }) => {
    if (address !== bench.number('address')) return;
    if (command === bench.settings['textCommand']) shown(textOf(data as Uint8Array, 'gb2312'));
    else bench.tell(same(`${Number(command).toString(16).toUpperCase()}: ${String(data)}`));
  };
}

const models: Record<number, string> = { 3: '083', 4: '034', 5: '054' };

/** Armfly tubes: show figures, and name their model when they are asked. */
export function playTubes(bench: Bench, shown: Shown): void {
  bench.hear = (_frame, { address, content, end }) => {
    if (address !== bench.number('address')) return;
    if (end === 0x23) shown(String(content));
    else if (content === '02') bench.say('model', { model: models[bench.number('digits')] ?? '034' });
  };
}
