import { realpath } from 'node:fs/promises';
import { targetWords, type DetectTarget } from '../../../shared/workbench/detection.ts';
import type { LineConfig } from '../../../shared/config/schema.ts';
import { Refusal } from '../../../shared/refusals.ts';

/** A line and where it leads. */
export interface LineUse {
  line: string;
  /** The path of a serial port, or `tcp://host:port`. */
  place: string;
}

/** The places that lines of a configuration use. */
export function placesOf(lines: readonly LineConfig[]): LineUse[] {
  return lines.flatMap(({ id, transport }) => {
    if (transport.kind === 'serial') return [{ line: id, place: transport.path }];
    if (!('host' in transport)) return [];
    return [{ line: id, place: `tcp://${transport.host}:${transport.port}` }];
  });
}

/** The places of lines as they stand now, by the address they show: tried ones, and led elsewhere. */
export function openPlaces(lines: readonly { id: string; address: string }[]): LineUse[] {
  return lines.map(({ id, address }) => ({
    line: id,
    place: address.replace(/ \d+ \d[NEO]\d$/, '').replace(/^rfc2217:/, 'tcp:'),
  }));
}

/** @throws Refusal `detect.inUse` where a line of the hall stands there, by whichever of its names */
export async function refuseUsed(target: DetectTarget, uses: readonly LineUse[]): Promise<void> {
  const wanted = await placeName(targetWords(target));
  for (const { line, place } of uses) {
    if ((await placeName(place)) === wanted) {
      throw new Refusal('detect.inUse', { port: targetWords(target), line });
    }
  }
}

async function placeName(place: string): Promise<string> {
  const name = place.replace(/^tcp:\/\/(localhost|\[?::1\]?):/, 'tcp://127.0.0.1:').toLowerCase();
  return place.startsWith('/') ? realpath(place).catch(() => place) : name;
}
