import type { Draft } from '../../../shared/events/index.ts';
import type { Present } from '../rules.ts';
import { missAppointments } from './appointments.ts';
import { findLongServices } from './long-services.ts';

/** What the passing of time does to the queue. */
export function passTime(present: Present): Draft[] {
  return [...findLongServices(present), ...missAppointments(present)];
}
