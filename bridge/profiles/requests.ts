import type { ActionArguments, ActionName, Poll, Request } from '../drivers/driver.ts';
import type { Entry } from './entry.ts';
import type { Names } from './expression/names.ts';
import {
  isBytes,
  isList,
  isRecord,
  isTrue,
  toBytes,
  toNumber,
  type Compiled,
  type Value,
} from './expression/value.ts';
import type { Frames } from './frames.ts';
import { BuildError } from './layout/draft.ts';
import { expressionAt } from './layout/layout.ts';
import type { Run } from './layout/run.ts';

/** What a host can say to a device, by name. */
export interface Requests {
  names: string[];
  /**
   * @param settings of the device it is for; requests are counted for each such object
   * @throws BuildError for an argument that is missing or does not fit
   */
  build(name: string, settings: Value, args: Value): Request;
  /** Begins to count the requests of a device anew, as when it is spoken to for the first time. */
  begin(settings: Value): void;
  /** The parts of a request that was built here, for those who read its answer. */
  partsOf(request: Request): Value;
}

interface Template {
  frame: string | null;
  set: (readonly [string, Compiled<Run>])[];
  bytes: Compiled<Run> | null;
  answer: Compiled<Run> | 'echo' | null;
  timeout: Compiled<Run> | null;
  retries: number;
}

/** Compiles `requests:`. @throws ProfileMistake */
export function compileRequests(entry: Entry, frames: Frames): Requests {
  const templates = new Map(entry.fields().map(([name, value]) => [name, compileTemplate(value, frames)]));
  const sentParts = new WeakMap<Request, Value>();
  /** How many requests each device was built, by its settings. */
  const counters = new WeakMap<object, number>();

  function build(name: string, settings: Value, args: Value): Request {
    const template = templates.get(name);
    if (!template) throw new BuildError(name, 'missing');
    const scope = frames.scope(settings, args);
    scope.counter = (isRecord(settings) && counters.get(settings)) || 0;
    if (isRecord(settings)) counters.set(settings, scope.counter + 1);
    const { bytes, parts: sent } = madeOf(template, frames, scope);
    const timeout = template.timeout ? toNumber(template.timeout(scope)) : null;
    const answeredBy = answerOf(template, frames, { bytes, settings, args, sent });
    const request: Request = {
      name: args === null ? name : `${name} ${argumentWords(args)}`.trim(),
      bytes,
      ...(answeredBy ? { answeredBy } : {}),
      ...(timeout !== null ? { timeout } : {}),
      ...(template.retries > 0 ? { retries: template.retries } : {}),
    };
    sentParts.set(request, sent);
    return request;
  }

  return {
    names: [...templates.keys()],
    build,
    begin: (settings) => {
      if (isRecord(settings)) counters.delete(settings);
    },
    partsOf: (request) => sentParts.get(request) ?? null,
  };
}

function compileTemplate(entry: Entry, frames: Frames): Template {
  entry.only(['frame', 'set', 'bytes', 'answer', 'timeout', 'retries']);
  const raw = entry.at('bytes');
  const named = entry.at('frame');
  if (raw.isThere && named.isThere) raw.fail('bytes 与 frame 只写一个', 'give bytes or a frame, not both');
  const frame = raw.isThere
    ? null
    : named.isThere || frames.names.length > 1
      ? named.oneOf(frames.names)
      : frames.names[0]!;
  const parts = frame === null ? null : frames.partNames(frame);
  const set = entry
    .at('set')
    .fields()
    .map(([name, value]) => {
      if (parts && !parts.has(name)) entry.at('set').only([...parts]);
      return [name, expressionAt<Run>(value, generalOf(frames))] as const;
    });
  const answer = entry.at('answer');
  return {
    frame,
    set,
    bytes: raw.isThere ? expressionAt<Run>(raw, generalOf(frames)) : null,
    answer: !answer.isThere
      ? null
      : answer.text() === 'echo'
        ? 'echo'
        : expressionAt<Run>(answer, frames.table),
    timeout: entry.at('timeout').isThere ? expressionAt<Run>(entry.at('timeout'), generalOf(frames)) : null,
    retries: entry.at('retries').isThere ? entry.at('retries').integer(0, 10) : 0,
  };
}

/** What is known before there is a frame: settings and arguments. */
function generalOf({ table }: Frames): Names {
  const general = ['settings', 'args', 'counter'];
  return { value: (name) => (general.includes(name) ? table.value(name) : null), known: () => general };
}

function madeOf(
  template: Template,
  frames: Frames,
  scope: Run,
): { bytes: Uint8Array; parts: { readonly [name: string]: Value } } {
  if (template.bytes) {
    const bytes = toBytes(template.bytes(scope));
    if (!bytes || bytes.length === 0) throw new BuildError('bytes', 'unfit');
    const read = frames.read(bytes, scope.settings);
    return { bytes, parts: read ? frames.partsOf(read) : { bytes } };
  }
  const given: Record<string, Value> = {};
  for (const [name, value] of template.set) {
    const is = value(scope);
    if (is === null) throw new BuildError(name, 'missing');
    given[name] = is;
  }
  return frames.build(template.frame!, given, scope, Object.keys(given));
}

interface Asked {
  bytes: Uint8Array;
  settings: Value;
  args: Value;
  sent: Value;
}

function answerOf({ answer }: Template, frames: Frames, asked: Asked): Request['answeredBy'] | null {
  if (answer === null) return null;
  if (answer === 'echo') {
    return (frame) =>
      frame.length === asked.bytes.length && frame.every((byte, at) => byte === asked.bytes[at]);
  }
  return (frame) => {
    const run = frames.read(frame, asked.settings, asked.sent);
    if (!run) return false;
    run.args = asked.args;
    return isTrue(answer(run));
  };
}

function argumentWords(args: Value): string {
  return Object.values(args as Record<string, Value>)
    .filter((value) => typeof value === 'number' || typeof value === 'string')
    .join(' ');
}

/** Every action a page, a key or a rule can ask a device for. */
export const actionNames = {
  printTicket: true,
  showText: true,
  showQueue: true,
  askRating: true,
  unlockDoor: true,
  answerKiosk: true,
  setPower: true,
  setBrightness: true,
  setClock: true,
  askStatus: true,
  clearText: true,
} satisfies Record<ActionName, true>;

export type ProfileActions = {
  [K in ActionName]?: (args: ActionArguments[K], settings: unknown) => Request[];
};

/**
 * Compiles `actions: {unlockDoor: unlock, showText: [wake, {request: page, each: …}]}`: requests in
 * their order, one for each value of `each` where there is such.
 *
 * @throws ProfileMistake
 */
export function compileActions(entry: Entry, requests: Requests, frames: Frames): ProfileActions {
  const known = Object.keys(actionNames);
  entry.only(known);
  const actions: Record<string, (args: object, settings: unknown) => Request[]> = {};
  for (const [name, value] of entry.fields()) {
    const chosen = (value.isList ? value.list() : [value]).map((one) => {
      if (!one.isMap) return { request: one.oneOf(requests.names), each: null };
      one.only(['request', 'each']);
      return { request: one.at('request').oneOf(requests.names), each: compileEach(one.at('each'), frames) };
    });
    actions[name] = (args, settings) =>
      chosen.flatMap(({ request, each }) => {
        const given = args as Record<string, Value>;
        const more = each ? each(frames.scope(settings as Value, given)) : [{}];
        return more.map((one) => requests.build(request, settings as Value, { ...given, ...one }));
      });
  }
  return actions as ProfileActions;
}

/** No request is made for more values. */
const MOST_EACH = 4096;

/** Compiles `each: {door: range(1, settings.doors)}`: the argument for each of several requests, or null. */
function compileEach(
  entry: Entry,
  frames: Frames,
): ((scope: Run) => { readonly [name: string]: Value }[]) | null {
  const [first, ...more] = entry.fields();
  if (more.length > 0) entry.fail('each 只写一个名称', 'each has one name');
  if (!first) return null;
  const [name, value] = first;
  const list = expressionAt<Run>(value, generalOf(frames));
  return (scope) => {
    const values = list(scope);
    if (!isList(values) && !isBytes(values)) return [];
    if (values.length > MOST_EACH) throw new BuildError(name, 'unfit');
    return Array.from(values, (one: Value) => ({ [name]: one }));
  };
}

/** Compiles `probes: [status]`: requests without arguments. @throws ProfileMistake */
export function compileProbes(entry: Entry, requests: Requests): (settings: unknown) => Request[] {
  const chosen = entry.list().map((one) => one.oneOf(requests.names));
  return (settings) => chosen.map((name) => requests.build(name, settings as Value, null));
}

/** Compiles `greeting: [identify]`: what a device is told first, from where its requests are counted. */
export function compileGreeting(entry: Entry, requests: Requests): (settings: unknown) => Request[] {
  const probes = compileProbes(entry, requests);
  return (settings) => {
    requests.begin(settings as Value);
    return probes(settings);
  };
}

/**
 * Compiles `polls: [{request, every, each: {door: range(1, settings.doors)}}]`; `every` is in
 * milliseconds, and one poll is made for each value of `each`.
 *
 * @throws ProfileMistake
 */
export function compilePolls(
  entry: Entry,
  requests: Requests,
  frames: Frames,
): (settings: unknown) => Poll[] {
  const polls = entry.list().map((one) => {
    one.only(['request', 'every', 'each']);
    return {
      request: one.at('request').oneOf(requests.names),
      every: expressionAt<Run>(one.at('every'), generalOf(frames)),
      each: compileEach(one.at('each'), frames),
    };
  });
  return (settings) =>
    polls.flatMap(({ request, every, each }) => {
      const scope = frames.scope(settings as Value);
      const ms = Math.max(50, toNumber(every(scope)) ?? 1000);
      const poll = (args: Value): Poll => {
        const build = () => requests.build(request, settings as Value, args);
        return { request: build(), every: ms, ...(frames.table.isCounting ? { renew: build } : {}) };
      };
      return each ? each(scope).map(poll) : [poll(null)];
    });
}
