import { readFile, readdir } from 'node:fs/promises';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import type { Bilingual } from '../../shared/text.ts';
import { placeOf, fieldName } from '../config/place.ts';
import { Entry, placeKey, ProfileMistake, type Path, type Raw } from './entry.ts';
import { formMistake } from './form.ts';
import { comesLater } from './later.ts';
import { LazyMap } from './lazy-map.ts';
import { compileProfile } from './compile-profile.ts';
import type { Profile } from './profile.ts';

/** A profile that cannot be used: the file, the place and the mistake, in both languages. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.words = words;
  }
}

/** A profile's text, read but not yet understood. */
export interface ProfileText {
  file: string;
  entry: Entry;
  /** `line:column` of a mistake. */
  place(mistake: ProfileMistake): string;
}

/**
 * Reads the form of a profile; every figure stays the words it was written in.
 *
 * @throws ProfileError for what is no YAML
 */
export function readProfile(text: string, file: string): ProfileText {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const mistake = formMistake(document, text);
  if (mistake) {
    const { line, col } = lines.linePos(mistake.at);
    const { zh, en } = mistake.words;
    const place = `${file}:${line}:${col}`;
    throw new ProfileError({ zh: `${place}  ${zh}`, en: `${place}  ${en}` });
  }
  return {
    file,
    entry: entryOf(document),
    place: ({ path, isKey, words }) =>
      placeOf(document, lines, {
        path: [...path],
        message: words.en,
        ...(isKey ? { at: 'key' as const } : {}),
      }),
  };
}

/** More than this is no profile, but aliases of aliases. */
const MOST_VALUES = 50_000;

/**
 * The values of a document, aliases followed. The library's own way looks through the whole
 * document for every alias.
 */
function entryOf(document: Document): Entry {
  const anchors = new Map<string, Node>();
  const quoted = new Set<string>();
  let count = 0;
  const valueOf = (node: unknown, path: Path): Raw => {
    count += 1;
    if (count > MOST_VALUES) throw new ProfileError(TOO_MUCH);
    if (isAlias(node)) {
      const anchor = anchors.get(node.source);
      return anchor ? valueOf(anchor, path) : null;
    }
    const value = contentOf(node, path);
    // Only now: what means itself from within has no end.
    if (isNode(node) && 'anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node);
    return value;
  };
  const contentOf = (node: unknown, path: Path): Raw => {
    if (isMap(node))
      return Object.fromEntries(
        node.items.map(({ key, value }) => {
          const name = String(valueOf(key, path));
          return [name, valueOf(value, [...path, name])];
        }),
      );
    if (isSeq(node)) return node.items.map((item, index) => valueOf(item, [...path, index]));
    if (!isScalar(node)) return null;
    if (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') quoted.add(placeKey(path));
    return node.value as string | null;
  };
  return new Entry(valueOf(document.contents, []), [], quoted);
}

const TOO_MUCH: Bilingual = {
  zh: '引用（*）层层相套，展开后过大',
  en: 'aliases of aliases make it too large',
};

/**
 * Makes a profile of its text ready, vectors tried.
 *
 * @throws ProfileError that names the line, the field, and what was meant
 */
export function parseProfile(
  text: string,
  file: string,
  others: ReadonlyMap<string, Entry> = new Map(),
): Profile {
  return understood(readProfile(text, file), others);
}

function understood(read: ProfileText, others: ReadonlyMap<string, Entry>): Profile {
  try {
    return compileProfile(read.entry, others);
  } catch (error) {
    if (!(error instanceof ProfileMistake)) throw error;
    const field = fieldName([...error.path]);
    const { zh, en } = comesLater(error, read.entry) ?? error.words;
    const place = `${read.file}:${read.place(error)}`;
    throw new ProfileError({ zh: `${place}  ${field}：${zh}`, en: `${place}  ${field}: ${en}` });
  }
}

/** The folder of the profiles that come with the bridge. */
export const LIBRARY = new URL('./library/', import.meta.url);

/** The profiles of a folder, and their texts as others may speak like them. */
export interface Loaded {
  profiles: LazyMap<Profile>;
  entries: ReadonlyMap<string, Entry>;
}

/**
 * The profiles of a folder, by the name of their file. Each is read and tried when it is first
 * asked for: a hall uses few of them.
 *
 * @throws ProfileError, when one is asked for that cannot be used
 */
export async function loadProfiles(folder: URL): Promise<Loaded> {
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
  const sources = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(new URL(file, folder), 'utf8') })),
  );
  const texts = new LazyMap(sources.map(({ file, text }) => [idOf(file), () => readProfile(text, file)]));
  const entries = new LazyMap(files.map((file) => [idOf(file), () => texts.get(idOf(file))!.entry]));
  const profiles = new LazyMap(
    files.map((file) => [idOf(file), () => named(texts.get(idOf(file))!, entries)]),
  );
  return { profiles, entries };
}

function idOf(file: string): string {
  return file.replace(/\.ya?ml$/, '');
}

function named(read: ProfileText, others: ReadonlyMap<string, Entry>): Profile {
  const profile = understood(read, others);
  if (profile.id === idOf(read.file)) return profile;
  throw new ProfileError({
    zh: `${read.file}：文件名应为 ${profile.id}.yaml`,
    en: `${read.file}: the file of the profile ${profile.id} is named ${profile.id}.yaml`,
  });
}
