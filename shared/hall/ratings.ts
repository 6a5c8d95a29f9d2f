import type { Slice } from './slice.ts';

export const ratings: Slice = {
  'rating.given'(state, { seq, at, data }) {
    const leg = state.tickets[data.ticket]?.legs[data.leg];
    if (!leg) throw new Error(`rating names the unknown service ${data.ticket}#${data.leg}`);
    leg.grade = data.grade;
    leg.ratedAt = at;
    leg.ratedSeq = seq;
  },
  'rating.orphaned'(state, { seq, at, data }) {
    state.orphans.push({ seq, at, ...data });
  },
};
