import { z } from 'zod';

const ticket = z.string();
const window = z.string();

/** How a transaction ended at a window: done at once, accepted for later, or sent back. */
export const outcomeSchema = z.enum(['done', 'accepted', 'returned']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Tickets 号票, from issue to end. */
export const ticketEvents = {
  'ticket.issued': z.object({
    ticket,
    number: z.string(),
    service: z.string(),
    /** The printer that was asked to print it; absent for a ticket on a screen only. */
    printer: z.string().optional(),
    /** The kiosk's own id of the request, answered with the ticket. */
    request: z.string().optional(),
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
  'ticket.called': z.object({ ticket, window }),
  'ticket.recalled': z.object({ ticket, window }),
  'ticket.passed': z.object({ ticket, window }),
  'ticket.started': z.object({ ticket, window }),
  'ticket.finished': z.object({
    ticket,
    window,
    outcome: outcomeSchema,
    /** True when nobody pressed "finish": the next call ended it. */
    implied: z.boolean().optional(),
  }),
  'ticket.transferred': z.object({ ticket, window, service: z.string() }),
};
