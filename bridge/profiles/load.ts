import { readFile, readdir } from 'node:fs/promises';
import { LineCounter, parseDocument, visit, YAMLParseError, type Document } from 'yaml';
import type { Bilingual, Language } from '../../shared/text.ts';
import { placeOf, fieldName } from '../config/place.ts';
import { yamlWords } from '../config/yaml-words.ts';
import { Entry, ProfileMistake, type Raw } from './entry.ts';
import { compileProfile, type Profile } from './profile.ts';

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
  // A tag that is not known is an expression that begins with "!".
  const [error] = [...document.errors, ...document.warnings, ...lostAliases(document)];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const advice = FULL_WIDTH.test(text.split('\n')[line - 1] ?? '') ? SIGNS : QUOTES;
    const words = (language: Language) =>
      `${file}:${line}:${col}  YAML: ${yamlWords(error, language)}${advice[language]}`;
    throw new ProfileError({ zh: words('zh'), en: words('en') });
  }
  return {
    file,
    entry: new Entry(valuesOf(document)),
    place: ({ path, isKey, words }) =>
      placeOf(document, lines, {
        path: [...path],
        message: words.en,
        ...(isKey ? { at: 'key' as const } : {}),
      }),
  };
}

const FULL_WIDTH = /[：，（）［］｛｝‘’“”]/;
const SIGNS: Bilingual = {
  zh: '；这一行有中文标点，请改用英文标点，冒号后空一格',
  en: '; this line has Chinese punctuation: use that of an English keyboard, with a blank after colons',
};
const QUOTES: Bilingual = {
  zh: '；含“: ”或以 ! & * [ { 开头的表达式要加引号',
  en: '; put an expression in quotes where it holds ": " or begins with ! & * [ or {',
};

/** An alias without an anchor is an expression that begins with "*". */
function lostAliases(document: Document): YAMLParseError[] {
  const lost: YAMLParseError[] = [];
  visit(document, {
    Alias(_key, alias) {
      const [from = 0, to = 0] = alias.range ?? [];
      if (!alias.resolve(document))
        lost.push(new YAMLParseError([from, to], 'BAD_ALIAS', `*${alias.source}`));
    },
  });
  return lost;
}

/** Aliases that lead to too much are no profile. */
function valuesOf(document: Document): Raw {
  return document.toJS({ maxAliasCount: 100 }) as Raw;
}

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
    const { zh, en } = error.words;
    const place = `${read.file}:${read.place(error)}`;
    throw new ProfileError({ zh: `${place}  ${field}：${zh}`, en: `${place}  ${field}: ${en}` });
  }
}

/** The folder of the profiles that come with the bridge. */
export const LIBRARY = new URL('./library/', import.meta.url);

/**
 * Every profile of a folder, by its id, which is its file's name.
 *
 * @param before profiles that those of this folder may speak like
 * @throws ProfileError for the first that cannot be used
 */
export async function loadProfiles(
  folder: URL,
  before: ReadonlyMap<string, Entry> = new Map(),
): Promise<{ profiles: Map<string, Profile>; entries: Map<string, Entry> }> {
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).sort();
  const texts = await Promise.all(
    files.map(async (file) => readProfile(await readFile(new URL(file, folder), 'utf8'), file)),
  );
  const entries = new Map([...before, ...texts.map((one) => [idOf(one), one.entry] as const)]);
  const profiles = new Map(
    texts.map((one) => {
      const profile = understood(one, entries);
      const expected = one.file.replace(/\.ya?ml$/, '');
      if (profile.id !== expected) {
        throw new ProfileError({
          zh: `${one.file}：文件名应为 ${profile.id}.yaml`,
          en: `${one.file}: the file of the profile ${profile.id} is named ${profile.id}.yaml`,
        });
      }
      return [profile.id, profile] as const;
    }),
  );
  return { profiles, entries };
}

function idOf({ entry }: ProfileText): string {
  const { raw } = entry.at('profile');
  return typeof raw === 'string' ? raw : '';
}
