import type { CatalogDriver, CatalogTransport, Control, Field } from '../../../shared/config/form.ts';
import type { Place } from '../../../shared/config/plan.ts';
import type { DeviceConfig, HallConfig, LineConfig } from '../../../shared/config/schema.ts';
import type { ConfigEdit } from '../../../shared/config/versions.ts';

/** What was put into a form, by field; what is absent is left to its default. */
export type Values = Record<string, unknown>;

/** A device on its way into the hall. */
export interface DeviceDraft {
  /** The device that is changed; null for a new one. */
  was: string | null;
  /** A line there is, by its id; null for a new one. */
  line: string | null;
  newLine: { id: string; kind: string; values: Values };
  driver: string | null;
  settings: Values;
  id: string;
  name: { zh: string; en: string };
  window: string;
  /** Where it stands on the map; no step asks for it. */
  at?: Place;
}

/** A draft with nothing chosen yet. */
export function emptyDraft(): DeviceDraft {
  return {
    ...{ was: null, line: null, driver: null, settings: {}, id: '', window: '' },
    newLine: { id: '', kind: '', values: {} },
    name: { zh: '', en: '' },
  };
}

/** A draft of a device as it is. */
export function draftOf({ id, name, driver, line, window, at, settings }: DeviceConfig): DeviceDraft {
  return {
    ...{ was: id, line, driver, id, settings: { ...settings }, window: window ?? '' },
    newLine: { id: '', kind: '', values: {} },
    name: name ? { ...name } : { zh: '', en: '' },
    ...(at ? { at } : {}),
  };
}

/** The first id of a kind that is free: `pad-3`. */
export function freeId(kind: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  for (let n = 1; ; n += 1) if (!ids.has(`${kind}-${n}`)) return `${kind}-${n}`;
}

/** The id of the line the device stands on, new or not. */
export function lineIdOf({ line, newLine }: DeviceDraft): string {
  return line ?? newLine.id;
}

/** The steps that bring the draft into the configuration. */
export function editsOf(
  draft: DeviceDraft,
  driver: CatalogDriver | null,
  transport: CatalogTransport | null,
): ConfigEdit[] {
  const settings = valuesToKeep(driver?.fields ?? [], draft.settings);
  const hasName = draft.name.zh.trim() !== '' || draft.name.en.trim() !== '';
  const [zh, en] = [draft.name.zh.trim(), draft.name.en.trim()];
  const device: Values = {
    id: draft.id.trim(),
    ...(hasName ? { name: { zh: zh || en, en: en || zh } } : {}),
    driver: draft.driver ?? '',
    line: lineIdOf(draft),
    ...(draft.window !== '' ? { window: draft.window } : {}),
    ...(draft.at ? { at: draft.at } : {}),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
  const edits: ConfigEdit[] = [];
  if (draft.line === null) {
    const { id, kind, values } = draft.newLine;
    const kept = valuesToKeep(transport?.fields ?? [], values);
    edits.push({ kind: 'putLine', line: { id: id.trim(), transport: { kind, ...kept } } });
  }
  edits.push({ kind: 'putDevice', device, ...(draft.was !== null ? { was: draft.was } : {}) });
  return edits;
}

/** What need be written: not what is empty, and not what is the default anyway. */
function valuesToKeep(fields: readonly Field[], values: Values): Values {
  const known = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      if (value === undefined || value === '') return false;
      return JSON.stringify(known.get(name)?.default) !== JSON.stringify(value);
    }),
  );
}

/** What keeps a field from being right, as a key of the words with its values; null when nothing does. */
export function problemOf(
  { required, control }: Pick<Field, 'required' | 'control'>,
  value: unknown,
): [key: string, values: Record<string, unknown>] | null {
  if (value === undefined || value === '') return required ? ['adding.needed', {}] : null;
  return controlProblem(control, value);
}

function controlProblem(control: Control, value: unknown): [string, Record<string, unknown>] | null {
  if (control.kind === 'number') {
    const { whole, min, max } = control;
    if (typeof value !== 'number' || !Number.isFinite(value)) return ['adding.noNumber', {}];
    if (whole && !Number.isInteger(value)) return ['adding.notWhole', {}];
    const isOut = (min !== undefined && value < min) || (max !== undefined && value > max);
    return isOut ? ['adding.range', { min: min ?? '…', max: max ?? '…' }] : null;
  }
  // What is JSON was read; what is still a text is not.
  if (control.kind === 'free' && typeof value === 'string') return ['adding.notJson', {}];
  if (control.kind === 'text' && control.pattern !== undefined) {
    return matches(control.pattern, String(value)) ? null : ['adding.pattern', { pattern: control.pattern }];
  }
  if (control.kind === 'table' && typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      if (control.pattern !== undefined && !matches(control.pattern, key)) return ['adding.key', { key }];
      const inner = controlProblem(control.value, part);
      if (inner) return inner;
    }
  }
  return null;
}

/** A pattern this browser does not understand is left to the bridge. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

/** Where a line leads, in one word. */
export function addressOf({ transport }: LineConfig): string {
  const { kind: _kind, ...rest } = transport as { kind: string } & Record<string, unknown>;
  const where = rest['path'] ?? rest['url'];
  return String(where ?? [rest['host'], rest['port']].filter(Boolean).join(':'));
}

/** Devices that stand on a line. */
export function devicesOn(hall: Pick<HallConfig, 'devices'>, line: string): DeviceConfig[] {
  return hall.devices.filter((device) => device.line === line);
}
