/** One mistake in a configuration: where it is, and what would be right. */
export interface Mistake {
  path: (string | number)[];
  message: string;
  /** The name of the field is what is wrong, not its value. */
  at?: 'key';
}

/** A configuration that cannot be used. The message lists every mistake by file, line, column and field. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
