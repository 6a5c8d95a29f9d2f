import { z } from 'zod';
import { outcomeSchema } from './events/ticket.ts';
import { pauseReasonSchema } from './events/window.ts';

const window = z.string().max(40);
const device = z.string().max(40);
const ticket = z.string().max(40);

/** Everything that may be asked, by name, with the schema of what it needs. */
export const commandSchemas = {
  issueTicket: z.strictObject({
    service: z.string().max(40),
    /** A printer's device id; without one the ticket is only returned. */
    printer: device.optional(),
  }),
  callNext: z.strictObject({ window }),
  callTicket: z.strictObject({ window, ticket }),
  recall: z.strictObject({ window }),
  passOver: z.strictObject({ window }),
  startService: z.strictObject({ window }),
  finishService: z.strictObject({ window, outcome: outcomeSchema.default('done') }),
  transferTicket: z.strictObject({ window, service: z.string().max(40) }),
  openWindow: z.strictObject({ window, clerk: z.string().max(40).optional() }),
  closeWindow: z.strictObject({ window }),
  pauseWindow: z.strictObject({ window, reason: pauseReasonSchema.default('other') }),
  resumeWindow: z.strictObject({ window }),
  acknowledgeAlert: z.strictObject({ alert: z.string().max(120) }),
  showText: z.strictObject({ device, text: z.string().max(200) }),
  unlockDoor: z.strictObject({ device, door: z.int().min(1).max(99) }),
  setPower: z.strictObject({ device, on: z.boolean() }),
  /** From 0, the darkest, to 15. */
  setBrightness: z.strictObject({ device, level: z.int().min(0).max(15) }),
  /** To the time of the hall. */
  setClock: z.strictObject({ device }),
  /** Asks a device what it can say of itself; the answers are readings of it. */
  askStatus: z.strictObject({ device }),
  clearText: z.strictObject({ device }),
};

type Schemas = typeof commandSchemas;
export type CommandName = keyof Schemas;

/** What a command of this name needs, before defaults. */
export type CommandInput<N extends CommandName> = z.input<Schemas[N]>;
export type CommandData<N extends CommandName> = z.output<Schemas[N]>;

/** A command as it is decided on. */
export type Ask<N extends CommandName = CommandName> = {
  [K in N]: { name: K; data: CommandData<K> };
}[N];

/** The envelope in which a command travels. */
export const envelopeSchema = z.strictObject({
  /** Made by whoever asks; a second command with the same id gets the first one's answer. */
  id: z.string().min(8).max(64),
  name: z.string().max(40),
  data: z.unknown(),
  /** Milliseconds UTC after which it must no longer be carried out. */
  expires: z.number(),
});
export type CommandEnvelope = z.infer<typeof envelopeSchema>;

/** The answer to a command. `seqs` are the events it became. */
export type CommandAnswer =
  { ok: true; seqs: number[] } | { ok: false; code: string; params: Record<string, string> };
