import type { Slice } from './slice.ts';

export const appointments: Slice = {
  'appointment.booked'(state, { seq, data: { appointment: id, service, from, to, name, source } }) {
    // What a person moves here is still what its source has said.
    const said = source === 'person' ? state.appointments[id]?.said : { service, from, to };
    state.appointments[id] = {
      ...{ id, service, from, to, status: 'booked', seq },
      ...(name !== undefined ? { name } : {}),
      ...(said !== undefined ? { said } : {}),
    };
  },
  'appointment.cancelled'(state, { seq, data }) {
    const known = state.appointments[data.appointment];
    if (!known) return;
    Object.assign(known, { status: 'cancelled', seq });
    if (data.reason === 'source') known.said = 'cancelled';
  },
  'appointment.missed'(state, { seq, data }) {
    const known = state.appointments[data.appointment];
    if (known) Object.assign(known, { status: 'missed', seq });
  },
  'ticket.issued'(state, { seq, data }) {
    const kept = state.appointments[data.appointment ?? ''];
    if (kept) Object.assign(kept, { status: 'arrived', ticket: data.ticket, seq });
    const card = state.cards[data.card ?? ''];
    if (card) card.usedBy = data.ticket;
  },
  'ticket.cancelled'(state, { seq, data }) {
    // It should never have been: what was given for it is as before.
    for (const kept of Object.values(state.appointments)) {
      if (kept.ticket !== data.ticket) continue;
      Object.assign(kept, { status: 'booked', seq });
      delete kept.ticket;
    }
    for (const card of Object.values(state.cards)) if (card.usedBy === data.ticket) delete card.usedBy;
  },
  'card.issued'(state, { data: { card, reason, until } }) {
    state.cards[card] = { reason, until };
  },
  'day.opened'(state, { at, data: { date } }) {
    for (const [id, { to }] of Object.entries(state.appointments)) {
      if (to <= at) delete state.appointments[id];
    }
    for (const [id, { until, usedBy }] of Object.entries(state.cards)) {
      if (usedBy !== undefined || until < date) delete state.cards[id];
    }
  },
};
