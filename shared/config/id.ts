import { z } from 'zod';

/** A name that the configuration gives to something: a service, a window, a line, a device. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/i, 'letters, digits and "-", at most 40 characters');
