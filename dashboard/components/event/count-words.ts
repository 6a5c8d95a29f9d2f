import type { DeviceCount, LineCount } from '../../../shared/events/line.ts';
import type { Bilingual, Language } from '../../../shared/text.ts';
import { dateTime } from '../../../shared/time.ts';
import type { PublicHall } from '../../../shared/config/public.ts';
import { deviceName } from '../names.ts';

const countNames: Record<LineCount, Bilingual> = {
  bytesIn: { zh: '收到字节', en: 'bytes in' },
  bytesOut: { zh: '发出字节', en: 'bytes out' },
  frames: { zh: '帧', en: 'frames' },
  noise: { zh: '噪声字节', en: 'bytes of noise' },
  badChecksums: { zh: '校验错', en: 'bad checksums' },
  timeouts: { zh: '不完整', en: 'incomplete' },
  duplicates: { zh: '重复', en: 'repetitions' },
  unclaimed: { zh: '无人认领', en: 'unclaimed' },
  reconnects: { zh: '重连', en: 'reconnects' },
};

const deviceWords = {
  frames: { zh: '帧', en: 'frames' },
  asked: { zh: '询问', en: 'asked' },
  unanswered: { zh: '无应答', en: 'unanswered' },
} as const satisfies Record<string, Bilingual>;

type Hall = Pick<PublicHall, 'devices'> & { zone?: string };

/** A field of the hourly count of a line, in words. */
export function countWords(key: string, value: unknown, hall: Hall, language: Language): string {
  const comma = language === 'zh' ? '，' : ', ';
  if (key === 'from' || key === 'to') return dateTime(Number(value), hall.zone ?? 'UTC');
  if (key === 'counts') {
    return Object.entries(value as Partial<Record<LineCount, number>>)
      .map(([name, n]) => `${countNames[name as LineCount][language]} ${n}`)
      .join(comma);
  }
  if (key === 'devices') {
    return (value as DeviceCount[])
      .map(({ device, ...counts }) => {
        const said = (['frames', 'asked', 'unanswered'] as const)
          .filter((name) => counts[name] !== undefined)
          .map((name) => `${deviceWords[name][language]} ${counts[name]}`);
        return `${deviceName(device, hall, language)} (${said.join(comma)})`;
      })
      .join(language === 'zh' ? '；' : '; ');
  }
  return String(value);
}
