import type { Entry } from './entry.ts';
import { isTrue, type Value } from './expression/value.ts';
import { Frames } from './frames.ts';
import { expressionAt } from './layout/layout.ts';
import type { Run } from './layout/run.ts';
import { compileActions, compileGreeting, compilePolls, compileProbes, compileRequests } from './requests.ts';
import { checkMemberNames } from './member-names.ts';
import { compileSays } from './says.ts';
import { compileSettings } from './settings.ts';
import type { LineHint, Profile } from './profile.ts';
import { tryVectors } from './vectors.ts';

/** Every field a profile can have. */
export const profileKeys = [
  'profile',
  'protocol',
  'name',
  'kind',
  'source',
  'line',
  'max',
  'endian',
  'encoding',
  'frame',
  'frames',
  'speaks',
  'values',
  'settings',
  'claims',
  'says',
  'requests',
  'greeting',
  'probes',
  'polls',
  'actions',
  'silent_after',
  'vectors',
] as const;

const KINDS = [
  'pad',
  'evaluator',
  'printer',
  'display',
  'locker',
  'contact',
  'button',
  'kiosk',
  'sensor',
] as const;
const USUAL_SILENCE = 45 * 60_000;

/**
 * Makes a profile ready and tries it on its own vectors.
 *
 * @param others the frames of other profiles, for one that `speaks` as another does
 * @throws ProfileMistake for what cannot be understood, or for the vector that fails
 */
export function compileProfile(entry: Entry, others: ReadonlyMap<string, Entry> = new Map()): Profile {
  if (!entry.isMap) entry.fail('档案应为一组“字段: 值”', 'a profile is fields with values');
  entry.only(profileKeys);
  const id = entry.at('profile').text();
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
    entry
      .at('profile')
      .fail('档案名只用小写字母、数字和“-”', 'a profile has a name of small letters, digits and "-"');
  }
  const frames = framesOf(entry, id, others);
  const settings = compileSettings(entry.at('settings'));
  checkMemberNames(entry, 'settings', [...settings.words.keys()]);
  checkMemberNames(
    entry,
    'sent',
    frames.table.entries.map(([name]) => name),
  );
  const claims = entry.at('claims').isThere ? expressionAt<Run>(entry.at('claims'), frames.table) : null;
  const says = compileSays(entry.at('says'), frames);
  const hosts = new Set(frames.names.filter((name) => frames.speaker(name) === 'host'));
  const requests = compileRequests(entry.at('requests'), frames);
  const profile: Profile = {
    id,
    name: entry.at('name').bilingual(),
    kind: entry.at('kind').oneOf(KINDS),
    line: lineOf(entry.at('line')),
    frames,
    settings,
    requests,
    actions: compileActions(entry.at('actions'), requests, frames),
    greeting: compileGreeting(entry.at('greeting'), requests),
    probes: compileProbes(entry.at('probes'), requests),
    polls: compilePolls(entry.at('polls'), requests, frames),
    silentAfter: entry.at('silent_after').isThere
      ? entry.at('silent_after').integer(1000, 7 * 24 * 3_600_000)
      : USUAL_SILENCE,
    decode(frame, given, sent) {
      const run = frames.read(frame, given as Value, sent);
      if (!run || (hosts.size > 0 && hosts.has(run.frame)) || (claims && !isTrue(claims(run)))) return null;
      return says.decode(run, frame);
    },
    examples: [],
    vectors: entry.at('vectors').list().length,
  };
  profile.examples = tryVectors(entry.at('vectors'), profile);
  return profile;
}

/** The frames of its own, or those of the profile it speaks like: then both can stand on one line. */
function framesOf(entry: Entry, id: string, others: ReadonlyMap<string, Entry>): Frames {
  const speaks = entry.at('speaks');
  if (!speaks.isThere) return new Frames(protocolOf(entry, id), entry);
  const other = others.get(speaks.text());
  if (!other || other.at('speaks').isThere) {
    return speaks.fail(
      `没有自带帧格式的档案“${speaks.text()}”`,
      `there is no profile "${speaks.text()}" with frames of its own`,
    );
  }
  for (const key of ['protocol', 'frame', 'frames', 'max', 'endian', 'encoding', 'values']) {
    if (entry.at(key).isThere)
      entry.at(key).fail('写了 speaks 就不再写它', 'comes from the profile it speaks like');
  }
  return new Frames(protocolOf(other, speaks.text()), other);
}

/** What its frames are called; devices of one protocol can stand on one line. */
function protocolOf(entry: Entry, id: string): string {
  return entry.at('protocol').isThere ? entry.at('protocol').text() : id;
}

function lineOf(entry: Entry): LineHint {
  entry.only(['baudRate', 'dataBits', 'parity', 'stopBits']);
  const [baudRate, dataBits, stopBits] = ['baudRate', 'dataBits', 'stopBits'].map((key) =>
    entry.at(key).isThere ? entry.at(key).integer(1, 4_000_000) : undefined,
  );
  const parity = entry.at('parity');
  return {
    ...(baudRate !== undefined ? { baudRate } : {}),
    ...(dataBits !== undefined ? { dataBits } : {}),
    ...(stopBits !== undefined ? { stopBits } : {}),
    ...(parity.isThere ? { parity: parity.oneOf(['none', 'even', 'odd'] as const) } : {}),
  };
}
