import type { Bilingual } from '../text.ts';
import type { HallConfig } from './schema.ts';
import { HIDDEN, hideValue, isPersonal, isSecret } from './secrets.ts';

/** One difference between two configurations, in a sentence. */
export interface Change {
  what: 'added' | 'removed' | 'changed';
  subject: 'hall' | 'service' | 'window' | 'line' | 'device';
  /** Id of the subject; empty for the hall itself. */
  id: string;
  /** The field that changed, as a path: `transport.port`. */
  field?: string;
  text: Bilingual;
}

type Subject = Exclude<Change['subject'], 'hall'>;
interface Item {
  id: string;
}

const subjectNames: Record<Subject, Bilingual> = {
  service: { zh: '业务', en: 'service' },
  window: { zh: '窗口', en: 'window' },
  line: { zh: '线路', en: 'line' },
  device: { zh: '设备', en: 'device' },
};

const fieldNames: Record<string, Bilingual> = {
  name: { zh: '名称', en: 'name' },
  zone: { zh: '时区', en: 'time zone' },
  dayStart: { zh: '营业日起点', en: 'start of the business day' },
  hours: { zh: '开放时间', en: 'opening hours' },
  publicUrl: { zh: '对外地址', en: 'public address' },
  targets: { zh: '目标', en: 'targets' },
  broker: { zh: '内置 MQTT', en: 'built-in broker' },
  calendar: { zh: '工作日历', en: 'calendar' },
  ledger: { zh: '台账', en: 'ledger' },
  duty: { zh: '值班', en: 'duty' },
  prefix: { zh: '字母', en: 'letter' },
  minutes: { zh: '预计分钟', en: 'expected minutes' },
  number: { zh: '号码', en: 'number' },
  services: { zh: '可办业务', en: 'services' },
  transferTo: { zh: '默认转移到', en: 'default transfer' },
  transport: { zh: '连接', en: 'connection' },
  driver: { zh: '驱动', en: 'driver' },
  line: { zh: '线路', en: 'line' },
  window: { zh: '窗口', en: 'window' },
  at: { zh: '图上位置', en: 'place on the map' },
  settings: { zh: '参数', en: 'settings' },
  quiet: { zh: '变化门槛', en: 'dead band' },
};

/** What is different in `after`, subject by subject: what went, what came, what changed. */
export function differenceOf(before: HallConfig, after: HallConfig): Change[] {
  const { services, windows, lines, devices, ...hall } = before;
  const { services: _s, windows: _w, lines: _l, devices: _d, ...hallAfter } = after;
  return [
    ...changedFields('hall', '', hall, hallAfter),
    ...listChanges('service', services, after.services),
    ...listChanges('window', windows, after.windows),
    ...listChanges('line', lines, after.lines),
    ...listChanges('device', devices, after.devices),
  ];
}

function listChanges(subject: Subject, before: Item[], after: Item[]): Change[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const young = new Map(after.map((item) => [item.id, item]));
  const { zh, en } = subjectNames[subject];
  const whole = (item: Item, what: 'added' | 'removed'): Change => {
    const verb = what === 'added' ? { zh: '新增', en: 'Added' } : { zh: '移除', en: 'Removed' };
    const note = titleOf(subject, item);
    return {
      ...{ what, subject, id: item.id },
      text: { zh: `${verb.zh}${zh}“${item.id}”${note.zh}`, en: `${verb.en} ${en} "${item.id}"${note.en}` },
    };
  };
  const changes = [
    ...before.filter(({ id }) => !young.has(id)).map((item) => whole(item, 'removed')),
    ...after.flatMap((item) => {
      const was = old.get(item.id);
      return was ? changedFields(subject, item.id, was, item) : [whole(item, 'added')];
    }),
  ];
  if (changes.length > 0) return changes;
  const isMoved = before.some(({ id }, index) => id !== after[index]?.id);
  if (!isMoved) return [];
  return [{ what: 'changed', subject, id: '', text: { zh: `${zh}的顺序`, en: `The order of ${en}s` } }];
}

/** What a person needs to recognise the subject by. */
function titleOf(subject: Subject, item: Item): Bilingual {
  const { name, driver, line, number, transport } = item as Item & {
    name?: Bilingual;
    driver?: string;
    line?: string;
    number?: number;
    transport?: Record<string, unknown>;
  };
  if (subject === 'device') {
    const place = { zh: `${driver}，线路 ${line}`, en: `${driver} on ${line}` };
    return name
      ? { zh: ` ${name.zh}（${place.zh}）`, en: ` ${name.en} (${place.en})` }
      : { zh: `（${place.zh}）`, en: ` (${place.en})` };
  }
  if (subject === 'line') {
    const { kind, ...rest } = transport ?? {};
    const where = rest['path'] ?? rest['url'] ?? [rest['host'], rest['port']].filter(Boolean).join(':');
    return { zh: `（${kind} ${where}）`, en: ` (${kind} ${where})` };
  }
  if (subject === 'window') return { zh: `（${number} 号）`, en: ` (number ${number})` };
  return name ? { zh: ` ${name.zh}`, en: ` ${name.en}` } : { zh: '', en: '' };
}

function changedFields(subject: Change['subject'], id: string, before: object, after: object): Change[] {
  return leafChanges(before, after, []).map(({ path, from, to }) => {
    const field = path.join('.');
    const words = fieldWords(path);
    const hidden = path.some(isSecret);
    const [was, is] = hidden ? [HIDDEN, HIDDEN] : [valueText(from, path[0]), valueText(to, path[0])];
    const on =
      subject === 'hall'
        ? { zh: '大厅', en: 'Hall' }
        : {
            zh: `${subjectNames[subject].zh}“${id}”`,
            en: `${capital(subjectNames[subject].en)} "${id}"`,
          };
    return {
      ...{ what: 'changed' as const, subject, id, field },
      text: {
        zh: `${on.zh}的${words.zh}：${was ?? '（无）'} → ${is ?? '（无）'}`,
        en: `${on.en}, ${words.en}: ${was ?? '(none)'} → ${is ?? '(none)'}`,
      },
    };
  });
}

interface Leaf {
  path: string[];
  from: unknown;
  to: unknown;
}

function leafChanges(from: unknown, to: unknown, path: string[]): Leaf[] {
  // Another kind of connection is another thing, not many changed fields.
  const isOther = isRecord(from) && isRecord(to) && from['kind'] !== to['kind'];
  if (isRecord(from) && isRecord(to) && !isOther) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => leafChanges(from[key], to[key], [...path, key]));
  }
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldWords(path: string[]): Bilingual {
  const [first = '', ...rest] = path;
  const words = fieldNames[first] ?? { zh: first, en: first };
  const tail = rest.join('.');
  return tail === '' ? words : { zh: `${words.zh} ${tail}`, en: `${words.en} ${tail}` };
}

function valueText(value: unknown, list?: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) return hideValue('', String(value));
  if (Array.isArray(value)) return value.map((one) => valueText(one, list)).join(', ');
  return Object.entries(value)
    .map(([key, part]) => `${key} ${isSecret(key) || isPersonal(key, list) ? HIDDEN : valueText(part, list)}`)
    .join(', ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
