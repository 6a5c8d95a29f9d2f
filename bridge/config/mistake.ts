/** One mistake in a configuration: where it is, and what would be right. */
export interface Mistake {
  path: (string | number)[];
  message: string;
}

/** A configuration that cannot be used. The message lists every mistake by file, line and field. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
