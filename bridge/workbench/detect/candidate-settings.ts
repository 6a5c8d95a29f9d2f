import type { ByteDriver } from '../../drivers/driver.ts';
import { fromHex } from '../../framing/bytes.ts';

/** What a device is told apart by on a bus, under the names that drivers give it. */
const addressNames = ['address', 'screen'];
const MOST_ADDRESSES = 256;
/** Boards whose answers are as long as they have channels. */
const channelCounts = [8, 16, 32, 40, 48];

/** What a site would write, and what the driver makes of it. */
export interface CandidateSettings {
  given: Record<string, unknown>;
  parsed: unknown;
}

/**
 * The settings that an unknown device may have: first the defaults, then every address. One list
 * for each way to cut frames that settings can bring about.
 */
export function settingsToTry(driver: ByteDriver): CandidateSettings[][] {
  const base = defaultsOf(driver);
  if (!base) return [];
  const others = channelCounts
    .flatMap((channels) => accept(driver, { ...base.given, channels }))
    .filter((other) => isCutDifferently(driver, base, other));
  return [base, ...others].map((variant) => [variant, ...addressed(driver, variant)]);
}

/** The settings with an address in place of the default; as they are where there is none. */
export function atAddress(driver: ByteDriver, address: number | null): CandidateSettings | null {
  const base = defaultsOf(driver);
  if (!base || address === null) return base ?? null;
  return addressNames.flatMap((name) => accept(driver, { ...base.given, [name]: address }))[0] ?? base;
}

function defaultsOf(driver: ByteDriver): CandidateSettings | undefined {
  const examples = driver.examples.map(({ settings }) => settings ?? {});
  return [{}, ...examples].flatMap((given) => accept(driver, given))[0];
}

/** Whether frames are cut otherwise with other settings: the driver's own examples tell. */
function isCutDifferently(driver: ByteDriver, ...variants: CandidateSettings[]): boolean {
  const framings = variants.map(({ parsed }) => driver.framing([parsed]));
  return driver.examples.some(({ frame }) => {
    const verdicts = framings.map((framing) => JSON.stringify(framing.inspect(fromHex(frame), true)));
    return new Set(verdicts).size > 1;
  });
}

function addressed(driver: ByteDriver, { given }: CandidateSettings): CandidateSettings[] {
  const name = addressNames.find((one) => accept(driver, { ...given, [one]: 1 }).length > 0);
  if (name === undefined) return [];
  return Array.from({ length: MOST_ADDRESSES }, (_, address) => ({ ...given, [name]: address })).flatMap(
    (one) => accept(driver, one),
  );
}

function accept(driver: ByteDriver, given: Record<string, unknown>): CandidateSettings[] {
  const parsed = driver.settings.safeParse(given);
  return parsed.success ? [{ given, parsed: parsed.data }] : [];
}
