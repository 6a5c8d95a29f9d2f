import type { ByteDriver } from '../../drivers/driver.ts';
import { fromHex } from '../../framing/bytes.ts';

const known = new WeakMap<ByteDriver, boolean>();

/**
 * Whether the frames of a device carry a checksum: then one of its own examples, damaged in one
 * bit, is told to be damaged.
 */
export function isVerifying(driver: ByteDriver): boolean {
  let verifying = known.get(driver);
  if (verifying === undefined) {
    verifying = driver.examples.some((example) => isChecked(driver, example));
    known.set(driver, verifying);
  }
  return verifying;
}

function isChecked(driver: ByteDriver, { frame, settings }: ByteDriver['examples'][number]): boolean {
  const parsed = driver.settings.safeParse(settings ?? {});
  if (!parsed.success) return false;
  const framing = driver.framing([parsed.data]);
  const bytes = fromHex(frame);
  return bytes.some((byte, at) => {
    const damaged = bytes.with(at, byte ^ 1);
    return framing.inspect(damaged, true).kind === 'badChecksum';
  });
}
