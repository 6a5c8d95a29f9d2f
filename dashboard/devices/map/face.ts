import { lineErrorText } from '../line-error.ts';
import type { Condition, DeviceRow } from '../rows.ts';
import { sinceTime } from '../since.ts';
import { conditionNames } from '../condition.ts';
import { reasonNames } from '../../components/event/values.ts';
import type { Language } from '../../../shared/text.ts';
import type { LineTrouble } from '../troubles.ts';

/** A device as it is drawn: how it is, since when, and why, in words. */
export interface Face {
  state: Condition;
  /** Its name, without the window at which it is drawn. */
  name: string;
  word: string;
  since: string;
  why: string;
  /** All of it in one line, for who cannot see it or points at it. */
  label: string;
}

interface Telling {
  now: number;
  zone: string;
  language: Language;
  t: (key: string, values: Record<string, unknown>) => string;
}

/** Puts a device in words; one that is lost with its line says so, and not that it is offline itself. */
export function faceOf(row: DeviceRow, trouble: LineTrouble | undefined, telling: Telling): Face {
  const { now, zone, language, t } = telling;
  const state = row.condition;
  const word = conditionNames[state][language];
  const at = trouble?.since ?? row.since;
  const since = at === null ? '' : t('map.since', { time: sinceTime(at, now, zone) });
  const why = trouble ? t(`map.behind.${trouble.kind}`, { line: trouble.line }) : reasonOf(row, telling);
  const detail = trouble ? '' : lineErrorText(row.detail, language);
  return {
    ...{ state, word, since, why, name: nameWithin(row) },
    label: [row.name, word, since, why, detail, row.kind].filter(Boolean).join(' · '),
  };
}

/** `呼叫器` of `1号窗口呼叫器`, where it stands at that window. */
function nameWithin({ name, window, device }: DeviceRow): string {
  const isAtWindow = window !== '' && device.at === undefined && name.startsWith(window);
  return (isAtWindow && name.slice(window.length).trim()) || name;
}

function reasonOf({ condition, facts, reason }: DeviceRow, { language, t }: Telling): string {
  const alarms = condition === 'fault' ? facts.filter(({ alarming }) => alarming) : [];
  if (alarms.length > 0) return alarms.map(({ key, values }) => t(`devices.now.${key}`, values)).join(' · ');
  return reasonNames[reason]?.[language] ?? reason;
}
