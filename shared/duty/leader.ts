import type { HallConfig } from '../config/schema.ts';
import type { HallState } from '../hall/state.ts';
import { calendarOf } from '../ledger/chinese-calendar.ts';
import { turnOn } from './rotation.ts';

/** What of a configuration says whose turn it is. */
type Terms = Pick<HallConfig, 'duty' | 'calendar'>;

/** Who has the duty on a date: by the roster, else by the rotation of the configuration; null for nobody. */
export function leaderOn(date: string, state: Readonly<HallState>, hall: Terms): string | null {
  return state.duty.roster[date]?.leader ?? turnOn(date, hall.duty, calendarOf(hall));
}

/** Who is the leader of a date: whoever took the duty over then, else whoever has it. */
export function presentLeader(date: string, state: Readonly<HallState>, hall: Terms): string | null {
  const { onDuty } = state.duty;
  return onDuty?.date === date ? onDuty.leader : leaderOn(date, state, hall);
}

/** Whether somebody may take the duty of a date over: of the leaders where the hall names them, or of the roster. */
export function mayLead(leader: string, date: string, state: Readonly<HallState>, hall: Terms): boolean {
  const { leaders } = hall.duty;
  return leaders.length === 0 || leaders.includes(leader) || state.duty.roster[date]?.leader === leader;
}
