import type { z } from 'zod';
import { alertEvents } from './alert.ts';
import { appointmentEvents } from './appointment.ts';
import { commandEvents } from './command.ts';
import { dayEvents } from './day.ts';
import { deviceEvents } from './device.ts';
import { displayEvents } from './display.ts';
import { disciplineEvents } from './discipline.ts';
import { dutyEvents } from './duty.ts';
import type { Stamp } from './envelope.ts';
import { hallEvents } from './hall.ts';
import { helpEvents } from './help.ts';
import { ledgerEvents } from './ledger.ts';
import { lineEvents } from './line.ts';
import { queueEvents } from './queue.ts';
import { ratingEvents } from './rating.ts';
import { readinessEvents } from './readiness.ts';
import { responseEvents } from './response.ts';
import { ticketEvents } from './ticket.ts';
import { windowEvents } from './window.ts';

/** Every fact that can happen, by its dotted name, with the schema of what it carries. */
export const eventSchemas = {
  ...dayEvents,
  ...ticketEvents,
  ...windowEvents,
  ...queueEvents,
  ...appointmentEvents,
  ...ratingEvents,
  ...deviceEvents,
  ...displayEvents,
  ...alertEvents,
  ...responseEvents,
  ...helpEvents,
  ...commandEvents,
  ...hallEvents,
  ...lineEvents,
  ...readinessEvents,
  ...ledgerEvents,
  ...dutyEvents,
  ...disciplineEvents,
};

type Schemas = typeof eventSchemas;
export type EventType = keyof Schemas;
export type EventData<T extends EventType> = z.infer<Schemas[T]>;

/** An event as the journal holds it. */
export type HallEvent<T extends EventType = EventType> = {
  [K in T]: Stamp & { type: K; data: EventData<K> };
}[T];

/** An event before the journal gave it a number and a time. */
export type Draft<T extends EventType = EventType> = {
  [K in T]: { type: K; data: EventData<K>; device?: string };
}[T];

export type { Actor, Stamp } from './envelope.ts';
export type { AlertKind, Severity } from './alert.ts';
export type { Availability, Contact, PadKey } from './device.ts';
export type { HelpReason } from './help.ts';
export type { Grade, OrphanReason } from './rating.ts';
export type { CallReason, Channel, Outcome, UnmeasuredPart } from './ticket.ts';
export type { PauseReason } from './window.ts';
