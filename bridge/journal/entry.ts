import type { HallEvent } from '../../shared/events/index.ts';
import type { EventRow } from './schema.ts';

/** An event and the frame it came from. */
export interface Entry {
  event: HallEvent;
  frame?: Uint8Array;
  topic?: string;
}

export function toRow({ event, frame, topic }: Entry): EventRow {
  return {
    seq: event.seq,
    at: event.at,
    type: event.type,
    device: event.device ?? null,
    cause: event.cause ?? null,
    command: event.command ?? null,
    actor: event.by ? JSON.stringify(event.by) : null,
    data: JSON.stringify(event.data),
    frame: frame ?? null,
    topic: topic ?? null,
  };
}

/** The event of a row, without its frame. Trusts the row: only the journal writes them. */
export function toEvent(row: Omit<EventRow, 'frame' | 'topic'> & { framed: number | boolean }): HallEvent {
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
