import type { LocationQueryRaw } from 'vue-router';
import type { FrameRecord } from '../../../shared/channel.ts';
import {
  targetWords,
  type DetectTarget,
  type Finding,
  type PortCharacter,
  type SettingHeard,
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

/** The setting at which what was heard repeats itself most, as a device does at its own speed. */
function likeliest(settings: readonly SettingHeard[]): PortCharacter | null {
  const times = ({ heads, symptom }: SettingHeard) => (symptom ? 0 : (heads[0]?.times ?? 0));
  const best = settings.reduce<SettingHeard | null>((a, b) => (times(b) > (a ? times(a) : 0) ? b : a), null);
  return best?.character ?? null;
}

/** How the page to learn a device begins with what was heard: the likeliest setting, and the latest bursts that fit. */
export function learningQuery(
  target: DetectTarget,
  heard: readonly FrameRecord[],
  settings: readonly SettingHeard[],
): LocationQueryRaw {
  const bursts: string[] = [];
  let length = 0;
  for (const { hex, direction } of [...heard].reverse()) {
    if (direction === 'out') continue;
    length += hex.length + 1;
    if (length > MOST_HEX) break;
    bursts.unshift(hex);
  }
  const character = likeliest(settings);
  return {
    port: targetWords(target),
    ...(character ? { line: characterWords(character) } : {}),
    ...(bursts.length > 0 ? { hex: bursts.join('\n') } : {}),
  };
}

/** What was heard and sent as a file, in the form of the frame inspector's. */
export function captureText(records: readonly FrameRecord[]): string {
  const timed = records.map((record) => ({ ...record, time: new Date(record.at).toISOString() }));
  return `${JSON.stringify(timed, null, 2)}\n`;
}
