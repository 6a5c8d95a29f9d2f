import type { LocationQuery } from 'vue-router';
import type { HallConfig, LineConfig } from '../../../shared/config/schema.ts';
import { addressOf, emptyDraft, freeId, type DeviceDraft, type Values } from './draft.ts';

/**
 * A draft as another page asks for it in the address: `transport` and `settings` as JSON, and
 * `driver`. The line there is already is taken, else a new one is begun; what is no JSON is left out.
 */
export function draftAsked(query: LocationQuery, hall: Pick<HallConfig, 'lines'>): DeviceDraft {
  const draft = emptyDraft();
  const driver = query['driver'];
  if (typeof driver === 'string') draft.driver = driver;
  draft.settings = valuesOf(query['settings']) ?? {};
  const { kind, ...values } = valuesOf(query['transport']) ?? {};
  if (typeof kind !== 'string') return draft;
  const place = addressOf({ transport: { kind, ...values } } as unknown as LineConfig);
  // At one broker there may be many Tasmota devices, each with a line of its own.
  const isIt = ({ transport }: LineConfig) =>
    transport.kind === kind && ('topic' in transport ? transport.topic : undefined) === values['topic'];
  const standing = hall.lines.find((line) => isIt(line) && addressOf(line) === place);
  if (standing) draft.line = standing.id;
  else draft.newLine = { id: freeId(kind, hall.lines), kind, values };
  return draft;
}

function valuesOf(text: unknown): Values | null {
  try {
    const values: unknown = typeof text === 'string' ? JSON.parse(text) : null;
    return typeof values === 'object' && values !== null && !Array.isArray(values)
      ? (values as Values)
      : null;
  } catch {
    return null;
  }
}
