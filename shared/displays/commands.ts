import { z } from 'zod';
import { displayTextSchema, noticeParts } from '../config/displays.ts';

const { displays } = noticeParts;

/** What may be asked of the displays of the hall as a whole, by name. */
export const displayCommands = {
  /** Beside the playlist of the configuration, until it is withdrawn or its end has come. */
  postNotice: z
    .strictObject(noticeParts)
    .refine(
      ({ from, until }) => from === undefined || until === undefined || from.slice(0, until.length) <= until,
      { path: ['until'], message: 'ends before it begins' },
    ),
  withdrawNotice: z.strictObject({ notice: z.string().max(60) }),
  /** Takes the displays from calls and all else; on all of them where none is named. */
  raiseEmergency: z.strictObject({ text: displayTextSchema, displays }),
  clearEmergency: z.strictObject({}),
};
