import { z } from 'zod';

const ticket = z.string();
const window = z.string();
/** True when nobody said so: what was said next makes no sense without it. */
const implied = z.literal(true).optional();

/** What of a transaction: its wait for the call, the way to the window, its service. */
const unmeasuredPartSchema = z.enum(['wait', 'way', 'service']);
export type UnmeasuredPart = z.infer<typeof unmeasuredPartSchema>;
/** What by this fact was not observed, and is in no figure. */
const unmeasured = z.array(unmeasuredPartSchema).optional();
/** As another system told it afterwards. */
const told = {
  /** When it happened, in milliseconds UTC, where that was before it was recorded. */
  happenedAt: z.number().optional(),
  unmeasured,
};

/** How a transaction ended at a window: done at once, accepted for later, or sent back. */
export const outcomeSchema = z.enum(['done', 'accepted', 'returned']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Where a ticket came into being; `hand` for one that was written on paper and entered afterwards. */
export const channelSchema = z.enum(['kiosk', 'guide', 'appointment', 'page', 'other', 'hand']);
export type Channel = z.infer<typeof channelSchema>;

/** The rule by which a ticket was the next one; `named` when a person chose it. */
const callRuleSchema = z.enum(['order', 'bound', 'directed', 'slot', 'ahead', 'ratio', 'named']);

/** Why this ticket was called before the others that this window could have called. */
const callReasonSchema = z.object({
  rule: callRuleSchema,
  /** The class by whose rule it went ahead. */
  class: z.string().optional(),
  /** True when the window is a dedicated one and helps another service. */
  lent: z.literal(true).optional(),
  /** Tickets that came earlier, could have been called here, and wait on. */
  overtook: z.array(z.string()).optional(),
});
export type CallReason = z.infer<typeof callReasonSchema>;

/** Tickets 号票, from issue to end. */
export const ticketEvents = {
  'ticket.issued': z.object({
    ticket,
    number: z.string(),
    service: z.string(),
    /** Absent for one that is called in the order of arrival. */
    class: z.string().optional(),
    /** How many matters it is for, when more than one 套餐. */
    items: z.number().int().min(2).optional(),
    channel: channelSchema.optional(),
    /** The appointment that was kept with it. */
    appointment: z.string().optional(),
    /** The card of precedence that was given for it. */
    card: z.string().optional(),
    /** The printer that was asked to print it; absent for a ticket on a screen only. */
    printer: z.string().optional(),
    /** The kiosk's own id of the request, answered with the ticket. */
    request: z.string().optional(),
    /** When it was taken, in milliseconds UTC, where that was told afterwards, as of one that was written by hand. */
    takenAt: z.number().optional(),
    implied,
    unmeasured,
  }),
  /** No ticket came into being; `code` says why. */
  'ticket.refused': z.object({
    service: z.string(),
    code: z.string(),
    printer: z.string().optional(),
    request: z.string().optional(),
  }),
  'ticket.printed': z.object({ ticket, printer: z.string() }),
  /** `uncertain`: bytes had left when the printer stopped answering; never printed again by itself. */
  'ticket.printFailed': z.object({
    ticket,
    printer: z.string(),
    code: z.string(),
    uncertain: z.boolean(),
  }),
  /** Somebody asked for it on paper once more, at this printer. */
  'ticket.reprinted': z.object({ ticket, printer: z.string() }),
  /** The guide gave it another class, or none. */
  'ticket.classed': z.object({ ticket, class: z.string().optional() }),
  'ticket.called': z.object({ ticket, window, why: callReasonSchema.optional(), implied, ...told }),
  'ticket.recalled': z.object({ ticket, window, ...told }),
  'ticket.passed': z.object({ ticket, window, implied, ...told }),
  /** The window went on without it, and nobody has said how it ended: it was served, or its owner did not come. */
  'ticket.endMissed': z.object({ ticket, window, ...told }),
  /** Said afterwards: how a ticket ended whose end had been missed. */
  'ticket.endTold': z.object({
    ticket,
    end: z.enum([...outcomeSchema.options, 'passed', 'abandoned']),
    ...told,
  }),
  /** Passed over before, and waiting again: in its old place, or behind all who wait now. */
  'ticket.returned': z.object({ ticket, place: z.enum(['place', 'end']) }),
  'ticket.started': z.object({ ticket, window, implied, ...told }),
  /** Set aside in the middle of its service 挂起, as for a paper that is fetched. */
  'ticket.held': z.object({ ticket, window, ...told }),
  /** Taken up again where it stopped, at this window. */
  'ticket.resumed': z.object({ ticket, window, ...told }),
  'ticket.finished': z.object({
    ticket,
    window,
    outcome: outcomeSchema,
    /** How many matters were settled, when more than one. */
    items: z.number().int().min(2).optional(),
    /** True when nobody pressed "finish": the next call ended it. */
    implied: z.boolean().optional(),
    ...told,
  }),
  'ticket.transferred': z.object({
    ticket,
    window,
    service: z.string(),
    /** The one window that is to call it, as with an expert. */
    to: z.string().optional(),
    /** `wait` is that of the transaction that begins. */
    ...told,
  }),
  /** Its owner gave up 弃号; `window` when it had been called there. */
  'ticket.abandoned': z.object({ ticket, window: z.string().optional(), ...told }),
  /** It should never have been issued 作废. */
  'ticket.cancelled': z.object({ ticket, reason: z.string().max(100), ...told }),
  /** Its service passed a limit: longer than is usual 疑难, or than the hall has promised 限时办结. */
  'ticket.ranLong': z.object({
    ticket,
    window,
    /** Which transaction of the ticket, where it had ended; the present one where absent. */
    leg: z.number().int().optional(),
    limit: z.enum(['usual', 'promised']),
    /** The limit, and how many services it was found from; none for one that is configured. */
    seconds: z.number(),
    n: z.number().int(),
  }),
};
