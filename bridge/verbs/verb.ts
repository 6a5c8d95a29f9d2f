import type { Bilingual, Language } from '../../shared/text.ts';

/** What a verb may say and where: the terminal it runs on. */
export interface Terminal {
  language: Language;
  out: (line: string) => void;
}

/** One verb of the `hall` command. Each is one file; the command finds it by its name. */
export interface Verb {
  /** One line for the list of verbs. */
  summary: Bilingual;
  /** The whole page of `hall <verb> --help`. */
  help: Bilingual;
  /**
   * Runs with the words after the verb; resolves with the exit code, or never for a verb
   * that goes on until it is ended.
   *
   * @throws UsageError for words it does not understand
   */
  run: (words: string[], terminal: Terminal) => Promise<number>;
}

/** Words that a verb does not understand. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
