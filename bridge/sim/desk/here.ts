/** Where simulated devices stand: they are for this machine alone. */
export const HOST = '127.0.0.1';

/** The names of this machine. */
export const LOCAL: readonly string[] = [HOST, 'localhost', '::1', '[::1]'];
