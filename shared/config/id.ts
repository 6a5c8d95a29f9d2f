import { z } from 'zod';

/** Whether every object has something of this name by itself, as `constructor`: it would be found where nothing was put. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** A name that the configuration gives to something: a service, a window, a line, a device. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/i, 'letters, digits and "-", at most 40 characters')
  .refine((name) => !isInherited(name), 'a name that is not reserved');
