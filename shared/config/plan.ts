import { z } from 'zod';

/** A place on the map of the devices, in steps of its grid to the right and down from its top left corner. */
export const placeSchema = z.strictObject({ x: z.int().min(0).max(999), y: z.int().min(0).max(999) });
export type Place = z.infer<typeof placeSchema>;
