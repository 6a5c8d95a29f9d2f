import type { ClassConfig } from '../config/queue.ts';
import type { WindowConfig } from '../config/schema.ts';
import type { CallReason } from '../events/index.ts';
import type { Ticket, WindowState } from '../hall/state.ts';
import { arrivedBefore } from '../hall/arrival.ts';
import { MINUTE } from '../time.ts';
import { candidatesOf, type QueueView, type Waiter } from './queue.ts';

/** The ticket a window calls next, and why it is this one. */
export interface Next {
  ticket: Ticket;
  why: CallReason;
}

/**
 * Whom a window calls next. In one sentence: whoever was sent to this window, then whoever's
 * class goes ahead, in the order of the classes, then whoever came first, but nobody is passed
 * more often than the hall allows.
 */
export function nextFor(view: QueueView, window: WindowConfig): Next | null {
  const { waiters, lent } = candidatesOf(view, window);
  const [first] = waiters;
  if (!first) return null;
  const ahead = goesAhead(view, window, waiters) ?? { waiter: first, why: { rule: 'order' as const } };
  // Whoever has been passed often enough is passed no more.
  const bound = waiters.find(({ leg }) => (leg.overtaken ?? 0) >= view.hall.queue.overtakes);
  const isPassed = bound !== undefined && bound !== ahead.waiter && comesBefore(bound, ahead.waiter);
  const { waiter, why } = isPassed ? { waiter: bound, why: { rule: 'bound' as const } } : ahead;
  return { ticket: waiter.ticket, why: reasonOf(waiter, why, waiters, lent) };
}

/** Why a ticket that a person chose is called: they chose it. */
export function namedReason(view: QueueView, window: WindowConfig, ticket: Ticket): CallReason {
  const { waiters } = candidatesOf(view, window);
  const waiter = waiters.find((one) => one.ticket.id === ticket.id);
  if (waiter && waiter === waiters[0]) return { rule: 'order' };
  return waiter ? reasonOf(waiter, { rule: 'named' }, waiters, false) : { rule: 'named' };
}

function comesBefore(one: Waiter, other: Waiter): boolean {
  return arrivedBefore(one.leg, other.leg);
}

function reasonOf(waiter: Waiter, why: CallReason, waiters: readonly Waiter[], lent: boolean): CallReason {
  const overtook = waiters.filter((other) => comesBefore(other, waiter)).map(({ ticket }) => ticket.id);
  return {
    ...why,
    ...(lent ? { lent: true as const } : {}),
    ...(overtook.length > 0 ? { overtook } : {}),
  };
}

function goesAhead(
  view: QueueView,
  window: WindowConfig,
  waiters: readonly Waiter[],
): { waiter: Waiter; why: CallReason } | undefined {
  const directed = waiters.find(({ leg }) => leg.to === window.id);
  if (directed) return { waiter: directed, why: { rule: 'directed' } };
  for (const one of view.hall.classes) {
    const waiter = aheadIn(one, view, waiters, view.state.windows[window.id]);
    if (waiter) return { waiter, why: { rule: one.rule.kind, class: one.id } };
  }
  return undefined;
}

/** Who of a class goes ahead by its rule now. */
function aheadIn(
  { id, rule }: ClassConfig,
  view: QueueView,
  waiters: readonly Waiter[],
  window: WindowState | undefined,
): Waiter | undefined {
  const members = waiters.filter(({ ticket }) => ticket.class === id);
  switch (rule.kind) {
    case 'ahead':
      return members[0];
    case 'ratio':
      return isDue(id, rule.every, window) ? members[0] : undefined;
    case 'slot':
      return members
        .filter((waiter) => isInSlot(waiter, rule.late, view))
        .toSorted((a, b) => slotOf(a, view) - slotOf(b, view))[0];
  }
}

/** Whether so many calls here were of other classes that the next one is for this class. */
function isDue(id: string, every: number, window: WindowState | undefined): boolean {
  const others = (window?.calls ?? 0) - (window?.lastCallOf?.[id] ?? 0);
  return others >= every - 1;
}

function slotOf({ ticket }: Waiter, { state }: QueueView): number {
  return state.appointments[ticket.appointment ?? '']?.from ?? Infinity;
}

/** Whether the slot has begun and its owner was here in time for it. */
function isInSlot(waiter: Waiter, lateMinutes: number, view: QueueView): boolean {
  const from = slotOf(waiter, view);
  const cameAt = waiter.ticket.legs[0]?.arrivedAt ?? Infinity;
  return view.now >= from && cameAt <= from + lateMinutes * MINUTE;
}
