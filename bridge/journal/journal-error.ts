/** Why a journal cannot be opened. */
export type JournalTrouble =
  /** Another process has it. */
  | 'locked'
  /** The folder cannot be used: rights, a full disk, a file in its place. */
  | 'folder'
  /** The file is there, and cannot be read or folded. */
  | 'damaged';

/** A journal that cannot be opened; `message` says so in English, an edge says what to do. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly trouble: JournalTrouble;
  readonly folder: string;
  readonly file: string;
  /** The system's own words. */
  readonly detail: string;

  constructor(trouble: JournalTrouble, place: { folder: string; file: string }, cause: unknown) {
    const detail = cause instanceof Error ? cause.message || cause.name : String(cause);
    const sentences = {
      locked: `another Hallwatch is running on ${place.folder}`,
      folder: `the folder ${place.folder} cannot be used: ${detail}`,
      damaged: `the journal ${place.file} cannot be read: ${detail}`,
    };
    super(sentences[trouble], { cause });
    this.trouble = trouble;
    this.folder = place.folder;
    this.file = place.file;
    this.detail = detail;
  }
}

/** True when the disk or the rights are at fault, not what the file holds. */
export function isOutside(cause: unknown): boolean {
  const words = cause instanceof Error ? cause.message : String(cause);
  return /disk is full|disk I\/O|readonly|unable to open|locked|permission/i.test(words);
}
