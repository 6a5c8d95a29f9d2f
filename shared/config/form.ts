import type { Bilingual } from '../text.ts';

/** A value that may be chosen, in words. */
export interface Choice {
  value: string | number | boolean | null;
  words: Bilingual;
}

/** One field of a form, as the schema behind it has it. */
export interface Field {
  name: string;
  words: Bilingual;
  hint?: Bilingual;
  required: boolean;
  default?: unknown;
  control: Control;
}

/** How a value is asked for. */
export type Control =
  | { kind: 'number'; whole: boolean; min?: number; max?: number }
  | { kind: 'text'; pattern?: string; minLength?: number; maxLength?: number; hidden?: boolean }
  | { kind: 'switch' }
  | { kind: 'choice'; choices: Choice[] }
  /** A device of the hall, of one kind or of any. */
  | { kind: 'device'; of?: string }
  /** Pairs of a key and a value. */
  | { kind: 'table'; pattern?: string; value: Control }
  /** What no form can ask for: written as it stands in the file. */
  | { kind: 'free' };

/** `GET /api/drivers`: every driver of the catalog, and every way to reach a line. */
export interface CatalogAnswer {
  drivers: CatalogDriver[];
  transports: CatalogTransport[];
}

export interface CatalogDriver {
  id: string;
  kind: string;
  name: Bilingual;
  medium: 'bytes' | 'messages';
  /** Names of what can be asked of it. */
  actions: string[];
  fields: Field[];
}

export interface CatalogTransport {
  kind: string;
  name: Bilingual;
  hint: Bilingual;
  medium: 'bytes' | 'messages';
  fields: Field[];
}
