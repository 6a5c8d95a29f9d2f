import type { HallEvent } from '../../shared/events/index.ts';
import type { ReadRow } from './rows.ts';
import type { EventValues } from './schema.ts';

/** An event and the frame it came from. */
export interface Entry {
  event: HallEvent;
  frame?: Uint8Array;
  topic?: string;
  /** Whether the frame is about persons. */
  private?: boolean;
}

/** The values of an entry's row, in the order of `EVENT_COLUMNS`. */
export function toValues({ event, frame, topic, private: isPrivate = false }: Entry): EventValues {
  return [
    event.seq,
    event.at,
    event.type,
    event.device ?? null,
    event.cause ?? null,
    event.command ?? null,
    event.by ? JSON.stringify(event.by) : null,
    JSON.stringify(event.data),
    frame ?? null,
    topic ?? null,
    isPrivate ? 1 : 0,
  ];
}

/** The event of a row, without its frame. Trusts the row: only the journal writes them. */
export function toEvent(row: ReadRow): HallEvent {
  return {
    seq: row.seq,
    at: row.at,
    type: row.type,
    ...(row.device !== null ? { device: row.device } : {}),
    ...(row.cause !== null ? { cause: row.cause } : {}),
    ...(row.command !== null ? { command: row.command } : {}),
    ...(row.actor !== null ? { by: JSON.parse(row.actor) } : {}),
    ...(row.framed ? { framed: true } : {}),
    data: JSON.parse(row.data),
  } as HallEvent;
}
