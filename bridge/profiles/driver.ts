import { byteDriver, type Driver } from '../drivers/driver.ts';
import type { Value } from './expression/value.ts';
import type { Profile } from './profile.ts';

/** A profile as every other driver: the rest of the bridge does not know the difference. */
export function profileDriver(profile: Profile): Driver {
  const { id, name, kind, frames, requests, actions, silentAfter, examples } = profile;
  return byteDriver<Record<string, unknown>>({
    id,
    kind,
    name,
    settings: profile.settings.schema,
    silentAfter,
    framing: (devices) => frames.framing(devices as Value[]),
    decode: (frame, settings, pending) =>
      profile.decode(frame, settings, pending && requests.partsOf(pending)),
    describe: (frame) => frames.describe(frame),
    greeting: profile.greeting,
    probes: profile.probes,
    polls: profile.polls,
    actions,
    examples,
  });
}
