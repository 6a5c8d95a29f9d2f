import type { PublicHall } from '../../../shared/config/public.ts';
import { alertNames } from '../../../shared/alert-names.ts';
import type { CallReason, EventType, HallEvent } from '../../../shared/events/index.ts';
import { reasonSentence } from '../../../shared/queue/words.ts';
import { refusalText } from '../../../shared/refusals.ts';
import type { Bilingual, Language } from '../../../shared/text.ts';
import { dateTime } from '../../../shared/time.ts';
import { deviceName, serviceName, windowName } from '../names.ts';
import { countWords } from './count-words.ts';
import { deskValue } from './desk-names.ts';
import { eventNames, fieldNames, ownFieldNames } from './names.ts';
import { valueName } from './value-names.ts';
import * as words from './values.ts';

/** What is needed to put an event in words. */
export interface Vocabulary {
  language: Language;
  hall: Pick<PublicHall, 'services' | 'windows' | 'devices'> & Partial<Pick<PublicHall, 'classes' | 'zone'>>;
  /** The number printed on a ticket, from its id. */
  ticketNumber: (id: string) => string;
}

export interface Fact {
  key: string;
  name: string;
  value: string;
}

type Names = Partial<Record<string, Bilingual>>;

/** Fields whose values are codes, with their words, by event where one name has two meanings. */
const codes: Record<string, Names> = {
  grade: words.gradeNames,
  outcome: words.outcomeNames,
  end: {
    ...words.outcomeNames,
    passed: words.observedNames.passed,
    abandoned: words.observedNames.abandoned,
  },
  availability: words.availabilityNames,
  paper: words.paperNames,
  fault: words.faultNames,
  severity: words.severityNames,
  kind: alertNames,
  key: words.keyNames,
  state: words.contactNames,
  action: words.commandNames,
  channel: words.channelNames,
  limit: words.limitNames,
  place: words.placeNames,
  source: words.bookingNames,
  what: words.observedNames,
};
const reasons: Partial<Record<EventType, Names>> = {
  'window.paused': words.pauseNames,
  'rating.orphaned': words.orphanNames,
  'alert.cleared': words.clearingNames,
  'device.availabilityChanged': words.reasonNames,
  'card.issued': words.cardNames,
  'help.called': words.helpNames,
  'appointment.cancelled': words.cancelNames,
};

function inWords(names: Names | undefined, code: unknown, language: Language): string {
  return names?.[String(code)]?.[language] ?? String(code);
}

/** The name of an event type, or the type itself where a newer bridge knows one this page does not. */
export function eventName(type: string, language: Language): string {
  return (eventNames as Names)[type]?.[language] ?? type;
}

/** What the sentence of a refusal names; it is told within the sentence. */
function paramsOf({ data }: HallEvent): Record<string, string> {
  return 'params' in data ? (data.params ?? {}) : {};
}

function valueOf(key: string, value: unknown, event: HallEvent, vocabulary: Vocabulary): string {
  const { language, hall } = vocabulary;
  const comma = language === 'zh' ? '、' : ', ';
  if (value === null) return '—';
  if (event.type.startsWith('ledger.') || event.type.startsWith('duty.')) {
    const words = deskValue(key, value, language);
    if (words !== undefined) return words;
  }
  if (event.type === 'line.counted') return countWords(key, value, hall, language);
  if (event.type === 'readiness.signed' && key === 'sheet') {
    const { name, date, lines } = event.data.sheet;
    return `${date} · ${name} · ${lines.length}`;
  }
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  const zone = hall.zone ?? 'UTC';
  if (key === 'happenedAt') return dateTime(Number(value), zone);
  if (event.type.startsWith('appointment.') && (key === 'from' || key === 'to')) {
    return dateTime(Number(value), zone).slice(0, 16);
  }
  if (key === 'takenAt') return dateTime(Number(value), zone).slice(0, 16);
  if (event.type === 'window.lent' && key === 'until') return dateTime(Number(value), zone).slice(0, 16);
  if (key === 'leftAt') return dateTime(Number(value), zone).slice(0, 16);
  if (event.type === 'ticket.called' && key === 'why') {
    return reasonSentence(value as CallReason, { classes: hall.classes ?? [] })[language];
  }
  if (key === 'class') return hall.classes?.find(({ id }) => id === value)?.name[language] ?? String(value);
  if (event.type === 'ticket.transferred' && key === 'to') return windowName(String(value), hall, language);
  if (key === 'ticket') return vocabulary.ticketNumber(String(value));
  if (key === 'service') return serviceName(String(value), hall, language);
  if (key === 'window') return windowName(String(value), hall, language);
  if (key === 'printer') return deviceName(String(value), hall, language);
  if (key === 'code') return refusalText(String(value), language, paramsOf(event));
  if (key === 'leg') return String(Number(value) + 1);
  if (key === 'name' && event.type === 'command.refused') return commandName(String(value), language);
  if (key === 'name' && event.type === 'device.valueRead') return valueName(String(value), language);
  if (key === 'subject') return deviceName(windowName(String(value), hall, language), hall, language);
  if (key === 'percent') return `${String(value)} %`;
  if (key === 'reason') return inWords(reasons[event.type], value, language);
  if (key === 'leftovers') {
    return (
      (value as string[]).map(vocabulary.ticketNumber).join(comma) || (language === 'zh' ? '无' : 'none')
    );
  }
  if (key === 'changes') {
    const changes = value as { channel: number; state: string }[];
    const contact = (state: string) => inWords(words.contactNames, state, language);
    return changes.map(({ channel, state }) => `${channel} ${contact(state)}`).join(comma);
  }
  if (key === 'summary')
    return (value as Bilingual[]).map((one) => one[language]).join(language === 'zh' ? '；' : '; ');
  if (key === 'unmeasured') {
    const parts = value as string[];
    return parts.map((part) => inWords(words.unmeasuredNames, part, language)).join(comma);
  }
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'object') return Object.values(value as object).join(' · ');
  return inWords(codes[key], value, language);
}

/** A command in words; `key.recall` is the key of a pad. */
function commandName(name: string, language: Language): string {
  return name.startsWith('key.')
    ? inWords(words.keyNames, name.slice(4), language)
    : inWords(words.commandNames, name, language);
}

/** All facts an event carries, names and values in words, in the order of its schema. */
export function factsOf(event: HallEvent, vocabulary: Vocabulary): Fact[] {
  return Object.entries(event.data)
    .filter(([key, value]) => value !== undefined && key !== 'params')
    .map(([key, value]) => ({
      key,
      name: (ownFieldNames[event.type]?.[key] ?? fieldNames[key])?.[vocabulary.language] ?? key,
      value: valueOf(key, value, event, vocabulary),
    }));
}

/** Facts that tell the reader little at a glance; they are in the detail. */
const quiet = new Set([
  'evidence',
  'rule',
  'accept',
  'request',
  'printer',
  'number',
  'leg',
  'detail',
  'raw',
  'alert',
  'implied',
  'date',
  'sha256',
]);

/** The facts that matter at a glance, ticket first. */
export function keyFacts(event: HallEvent, vocabulary: Vocabulary): string[] {
  const facts = factsOf(event, vocabulary).filter(({ key }) => !quiet.has(key));
  const ticketFirst = [
    ...facts.filter(({ key }) => key === 'ticket'),
    ...facts.filter(({ key }) => key !== 'ticket'),
  ];
  const at =
    event.device && !facts.some(({ key }) => key === 'window')
      ? [deviceName(event.device, vocabulary.hall, vocabulary.language)]
      : [];
  return [...at, ...ticketFirst.map(({ value }) => value)].filter(Boolean);
}

const roles: Names = {
  pad: { zh: '呼叫器', en: 'Call pad' },
  kiosk: { zh: '取号机', en: 'Kiosk' },
  person: { zh: '人员', en: 'Person' },
  rule: { zh: '系统规则', en: 'Rule' },
  device: { zh: '设备', en: 'Device' },
  file: { zh: '配置文件', en: 'File' },
};

/** Where a person stood who asked; as long as nobody signs in, that is all that is known. */
const places: Names = {
  loopback: { zh: '本机', en: 'This machine' },
  remote: { zh: '其他电脑', en: 'Another machine' },
  visitor: { zh: '来厅人员的手机', en: "A visitor's phone" },
};

/** Who asked for an event, in words: `呼叫器 · 3号窗口呼叫器`, `本机`. */
export function actorName(who: string, vocabulary: Vocabulary): string {
  const { hall, language } = vocabulary;
  const [role = '', ...rest] = who.split(':');
  if (role === 'person' && places[rest[0] ?? '']) return inWords(places, rest[0] ?? '', language);
  const name = deviceName(rest.join(':'), hall, language);
  return [inWords(roles, role, language), name].filter(Boolean).join(' · ');
}
