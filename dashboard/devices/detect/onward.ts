import type { LocationQueryRaw } from 'vue-router';
import type { FrameRecord } from '../../../shared/channel.ts';
import {
  targetWords,
  type DetectTarget,
  type Finding,
  type PortCharacter,
} from '../../../shared/workbench/detection.ts';

/** What goes along to another page is part of its address, which has an end. */
const MOST_HEX = 1500;

/** `9600 8N1`. */
export function characterWords({ baudRate, dataBits, parity, stopBits }: PortCharacter): string {
  return `${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;
}

/** How the page to add a device begins with a device that was found. */
export function addingQuery(
  target: DetectTarget,
  { driver, settings, character }: Finding,
): LocationQueryRaw {
  const transport = { ...target, ...(character ?? {}) };
  return { transport: JSON.stringify(transport), driver, settings: JSON.stringify(settings) };
}

/** How the page to learn a device begins with what was heard: the latest bursts that fit. */
export function learningQuery(target: DetectTarget, heard: readonly FrameRecord[]): LocationQueryRaw {
  const bursts: string[] = [];
  let length = 0;
  for (const { hex, direction } of [...heard].reverse()) {
    if (direction === 'out') continue;
    length += hex.length + 1;
    if (length > MOST_HEX) break;
    bursts.unshift(hex);
  }
  return { port: targetWords(target), ...(bursts.length > 0 ? { hex: bursts.join('\n') } : {}) };
}

/** What was heard and sent as a file, in the form of the frame inspector's. */
export function captureText(records: readonly FrameRecord[]): string {
  const timed = records.map((record) => ({ ...record, time: new Date(record.at).toISOString() }));
  return `${JSON.stringify(timed, null, 2)}\n`;
}
