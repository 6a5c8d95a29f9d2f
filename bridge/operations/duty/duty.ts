import type { CommandData } from '../../../shared/commands.ts';
import { leaderOn, mayLead } from '../../../shared/duty/leader.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { businessDay } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** Open things that a hand-over names; more are counted by the lists themselves. */
const MOST_NAMED = 200;

function today({ hall, now }: Present): string {
  return businessDay(now, hall);
}

function refusePast(dates: readonly string[], present: Present): void {
  const past = dates.find((date) => date < today(present));
  if (past !== undefined) throw new Refusal('duty.past', { date: past });
}

/** Sets who has the duty, day by day. @throws Refusal for days that are over */
export function setRoster(present: Present, { days }: CommandData<'setRoster'>): Draft[] {
  refusePast(
    days.map(({ date }) => date),
    present,
  );
  return [{ type: 'duty.rosterSet', data: { days } }];
}

/** Two leaders change their days. @throws Refusal where nobody has one of the days */
export function swapDuty(present: Present, { a, b, reason }: CommandData<'swapDuty'>): Draft[] {
  if (a === b) throw new Refusal('duty.sameDay');
  refusePast([a, b], present);
  const leaderOf = (date: string) => {
    const leader = leaderOn(date, present.state, present.hall);
    if (leader === null) throw new Refusal('duty.notRostered', { date });
    return leader;
  };
  const swapped = { a: { date: a, leader: leaderOf(b) }, b: { date: b, leader: leaderOf(a) } };
  return [{ type: 'duty.swapped', data: { ...swapped, ...(reason ? { reason } : {}) } }];
}

/** What the hall publishes as its leader is nobody's free text. */
function refuseOthers(leader: string, present: Present): void {
  if (!mayLead(leader, today(present), present.state, present.hall))
    throw new Refusal('duty.notLeader', { leader });
}

/** The leader begins the duty of the day and is there. @throws Refusal where another has it, or for one who is none */
export function takeOverDuty(present: Present, { leader }: CommandData<'takeOverDuty'>): Draft[] {
  const { onDuty } = present.state.duty;
  if (onDuty) throw new Refusal('duty.taken', { leader: onDuty.leader });
  refuseOthers(leader, present);
  const date = today(present);
  return [
    { type: 'duty.tookOver', data: { date, leader } },
    { type: 'duty.present', data: { date, leader, place: 'desk' } },
  ];
}

/** Hands the duty over with a note, and with all that is open. @throws Refusal where nobody has it, or to one who is no leader */
export function handOverDuty(present: Present, { to, note }: CommandData<'handOverDuty'>): Draft[] {
  const { duty, alerts, ledger } = present.state;
  if (!duty.onDuty) throw new Refusal('duty.nobody');
  const from = duty.onDuty.leader;
  if (from === to) throw new Refusal('duty.self');
  refuseOthers(to, present);
  const open = Object.values(ledger.entries).filter(({ state }) => state !== 'closed');
  return [
    {
      type: 'duty.handedOver',
      data: {
        ...{ date: today(present), from, to, note },
        alerts: Object.keys(alerts).slice(0, MOST_NAMED),
        entries: open.map(({ id }) => id).slice(-MOST_NAMED),
      },
    },
  ];
}

/** The leader says that he is there. @throws Refusal where nobody has the duty */
export function reportPresence(present: Present, { place }: { place: 'desk' | 'wall' | 'button' }): Draft[] {
  const { onDuty } = present.state.duty;
  if (!onDuty) throw new Refusal('duty.nobody');
  return [{ type: 'duty.present', data: { date: today(present), leader: onDuty.leader, place } }];
}

/** What a press of the leader's own button brings. */
export function presenceOn(present: Present): Draft[] {
  return present.state.duty.onDuty ? reportPresence(present, { place: 'button' }) : [];
}
