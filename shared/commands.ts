import { z } from 'zod';
import { helpReasonSchema } from './events/help.ts';
import { channelSchema, outcomeSchema } from './events/ticket.ts';
import { appointmentId } from './queue/bookings.ts';
import { observationSchema } from './queue/observed.ts';
import { displayCommands } from './displays/commands.ts';
import { disciplineCommands } from './discipline/commands.ts';
import { dutyCommands } from './duty/commands.ts';
import { pauseReasonSchema } from './events/window.ts';
import { ledgerCommands } from './ledger/commands.ts';

const window = z.string().max(40);
const device = z.string().max(40);
const ticket = z.string().max(40);
const service = z.string().max(40);
/** The ticket that whoever asks has before them: another one that came meanwhile is left alone. */
const meant = ticket.optional();
/** A service that is under way is not ended by it, as the call key of a pad does. */
const whenFree = z.literal(true).optional();
const items = z.int().min(1).max(99);
/** What is entered by hand says so by a command of its own. */
const channel = channelSchema.exclude(['hand']);
/** Made by whoever books. */
const appointment = appointmentId;

/** Everything that may be asked, by name, with the schema of what it needs. */
export const commandSchemas = {
  issueTicket: z.strictObject({
    service,
    class: z.string().max(40).optional(),
    /** How many matters it is for. */
    items: items.optional(),
    channel: channel.optional(),
    /** The code on a card of precedence. */
    card: z.string().max(40).optional(),
    /** A printer's device id; without one the ticket is only returned. */
    printer: device.optional(),
  }),
  /** A ticket that was written by hand while nothing could be printed, under its own number 手工补录. */
  enterTicket: z.strictObject({
    service,
    /** As it stands on the paper. */
    number: z.string().trim().min(1).max(10),
    /** When it was taken: local time of the hall, today. */
    taken: z.iso.time({ precision: -1 }),
    class: z.string().max(40).optional(),
    items: items.optional(),
  }),
  /** On paper once more, as after a printer that died over it. */
  reprintTicket: z.strictObject({ ticket, printer: device }),
  setClass: z.strictObject({ ticket, class: z.string().max(40).optional() }),
  callNext: z.strictObject({ window, whenFree }),
  callTicket: z.strictObject({ window, ticket, whenFree }),
  recall: z.strictObject({ window, ticket: meant }),
  passOver: z.strictObject({ window, ticket: meant }),
  /** Puts a ticket that was passed over back among those who wait. */
  returnTicket: z.strictObject({ ticket }),
  startService: z.strictObject({ window, ticket: meant }),
  holdService: z.strictObject({ window, ticket: meant }),
  resumeService: z.strictObject({ window, ticket, whenFree }),
  finishService: z.strictObject({
    window,
    ticket: meant,
    outcome: outcomeSchema.default('done'),
    items: items.optional(),
  }),
  /** To another service, or to one window, or both. */
  transferTicket: z
    .strictObject({ window, ticket: meant, service: service.optional(), to: window.optional() })
    .refine(({ service, to }) => service !== undefined || to !== undefined, 'a service or a window to go to'),
  abandonTicket: z.strictObject({ ticket }),
  cancelTicket: z.strictObject({ ticket, reason: z.string().trim().min(1).max(100) }),
  openWindow: z.strictObject({ window, clerk: z.string().max(40).optional() }),
  closeWindow: z.strictObject({ window }),
  pauseWindow: z.strictObject({ window, reason: pauseReasonSchema.default('other') }),
  resumeWindow: z.strictObject({ window }),
  lendWindow: z.strictObject({ window, minutes: z.int().min(1).max(240) }),
  endLending: z.strictObject({ window }),
  bookAppointment: z.strictObject({
    appointment,
    service,
    /** Local date and time of the hall. */
    date: z.iso.date(),
    from: z.iso.time({ precision: -1 }),
    minutes: z.int().min(5).max(240).default(30),
    name: z.string().trim().max(20).optional(),
    source: z.enum(['person', 'file', 'http', 'mqtt']).default('person'),
  }),
  cancelAppointment: z.strictObject({ appointment, reason: z.enum(['asked', 'source']).default('asked') }),
  checkIn: z.strictObject({ appointment, printer: device.optional(), channel: channel.optional() }),
  /** Tells what another queue system says has happened; idempotent by its id. */
  observe: observationSchema,
  issueCard: z.strictObject({ reason: z.enum(['outage', 'error', 'papers', 'other']) }),
  /** By those who work here; whoever is on duty sees it as an alert. */
  callHelp: z.strictObject({ reason: helpReasonSchema, window: window.optional() }),
  declareOutage: z.strictObject({ system: z.string().trim().min(1).max(60) }),
  endOutage: z.strictObject({ outage: z.string().max(60) }),
  startPlaybook: z.strictObject({ playbook: z.string().max(40), alert: z.string().max(120).optional() }),
  markStep: z.strictObject({
    run: z.string().max(60),
    step: z.string().max(40),
    done: z.boolean().default(true),
    note: z.string().trim().max(200).optional(),
  }),
  endPlaybook: z.strictObject({ run: z.string().max(60) }),
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
  ...ledgerCommands,
  ...dutyCommands,
  ...displayCommands,
  ...disciplineCommands,
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
