import { fromHex } from '../../bridge/framing/bytes.ts';
import { Framer } from '../../bridge/framing/framer.ts';
import type { ByteDriver } from '../../bridge/drivers/driver.ts';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import { median, reach, round, type Bench } from './bench.ts';
import byHand from './ff68-by-hand.ts';

const FRAMES = 100_000;
/** What a serial port or a socket brings at once. */
const CHUNK = 512;
const RUNS = 9;

/** Keys as a hall presses them: short frames, which are the most work for a byte. */
const keys = [
  'FF 68 03 03 68 01 01 0C 0E 16',
  'FF 68 03 03 68 01 01 0D 0F 16',
  'FF 68 04 04 68 01 01 06 0F 17 16',
  'FF 68 03 03 68 01 01 12 14 16',
].map(fromHex);

function traffic(): Uint8Array {
  const frames = Array.from({ length: FRAMES }, (_, at) => keys[at % keys.length]!);
  return Uint8Array.from(Buffer.concat(frames));
}

/** Megabytes a second of one core from bytes to readings, cut from a stream and decoded. */
function speed(driver: ByteDriver, bytes: Uint8Array): number {
  const settings = driver.settings.parse({});
  let readings = 0;
  const framer = new Framer(driver.framing([settings]), {
    frame: (frame) => (readings += driver.decode(frame, settings, null)?.readings.length ?? 0),
    discarded: () => undefined,
  });
  // What this process worked, its collector and its compiler included, and not what others did meanwhile.
  const began = process.cpuUsage();
  for (let at = 0; at < bytes.length; at += CHUNK) framer.push(bytes.subarray(at, at + CHUNK));
  const { user, system } = process.cpuUsage(began);
  if (readings !== FRAMES) throw new Error(`${readings} readings of ${FRAMES} frames`);
  return bytes.length / (user + system);
}

/** Call pads' frames decoded by the profile, beside a driver written by hand for the same frames. */
export const decode: Bench = {
  name: 'decode',
  async run() {
    const profile = (await loadCatalog()).get('ff68-pad') as ByteDriver;
    const bytes = traffic();
    const pairs = Array.from({ length: RUNS }, () => ({
      hand: speed(byHand as ByteDriver, bytes),
      profile: speed(profile, bytes),
    }));
    // The first round is the compiler's.
    const warm = pairs.slice(1);
    const ours = median(warm.map((pair) => pair.profile));
    const floor = median(warm.map((pair) => pair.hand));
    const ratio = median(warm.map((pair) => pair.profile / pair.hand));
    return [
      { what: 'profile beside a driver by hand', ratio: round(ratio), ...reach('ratio ≥ 0.7', ratio >= 0.7) },
      {
        what: 'MB/s of FF68 frames',
        ours: round(ours),
        floor: round(floor),
        ...reach('≥ 10 MB/s', ours >= 10),
      },
    ];
  },
};
