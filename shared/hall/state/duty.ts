/** The duty of leaders 值班 as it stands. */
export interface DutyState {
  /** Who has the duty, by date; where nothing stands, the rotation of the configuration says. */
  roster: Record<string, { leader: string; seq: number }>;
  /** Who took the duty over today. */
  onDuty?: { leader: string; date: string; since: number; seq: number };
  /** The last time the leader on duty said that he is there. */
  present?: { leader: string; place: 'desk' | 'wall' | 'button'; at: number; seq: number };
  handover?: { from: string; to: string; note: string; at: number; seq: number };
  /** Logs signed, by date. */
  signed: Record<string, { seq: number; at: number; name: string; sha256: string }>;
}
