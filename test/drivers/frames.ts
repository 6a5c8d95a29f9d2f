import type { ByteDriver } from '../../bridge/drivers/driver.ts';
import { tidy, vectorsOf } from './stream.ts';

/** Whose published frames a framing must recover. */
const protocols: Record<string, string> = {
  escpos: 'escpos',
  'lock-8a': 'lockboard-8a-xor',
  onbon: 'onbon-bx5k',
  ff68: 'queuesystem-ff68',
  'kerong-cu48': 'kerong-cu48',
  'kerong-cu-0x60': 'kerong-cu-0x60',
  'kerong-cu16': 'kerong-cu16',
  'lock-wkly': 'lockboard-wkly',
  winnsen: 'winnsen',
  'modbus-relay': 'modbus-rtu-relay',
  'alpha-sign': 'alpha-m',
  'mingxing-sign': 'mingxing-led',
  'armfly-tube': 'armfly-led485-ascii',
};

/** The settings of a device of which nothing was said. */
export function plainSettings(driver: ByteDriver): unknown {
  return driver.settings.parse({});
}

/** Frames on one line: the published ones, and the examples of devices with default settings. */
export function framesOf(driver: ByteDriver): string[] {
  const framing = driver.framing([plainSettings(driver)]);
  const published = vectorsOf(protocols[framing.id] ?? '').filter(
    ({ valid, direction, meaning }) =>
      valid && !meaning.includes('no CRC') && (framing.id !== 'escpos' || direction === 'device->host'),
  );
  const examples = driver.examples.filter(({ settings }) => settings === undefined);
  return [...published.map(({ hex }) => tidy(hex)), ...examples.map(({ frame }) => tidy(frame))];
}
