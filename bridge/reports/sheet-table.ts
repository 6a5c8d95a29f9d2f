import type { Topic, Verdict } from '../../shared/events/readiness.ts';
import type { SignedSheet } from '../../shared/readiness.ts';
import type { Bilingual, Language } from '../../shared/text.ts';
import { dateTime } from '../../shared/time.ts';
import { csv } from './csv.ts';

const verdicts: Record<Verdict, Bilingual> = {
  ok: { zh: '正常', en: 'ok' },
  attention: { zh: '注意', en: 'attention' },
  fault: { zh: '故障', en: 'fault' },
  unknown: { zh: '无法判断', en: 'cannot be told' },
};

const topics: Record<Topic, Bilingual> = {
  journal: { zh: '日志可写', en: 'journal' },
  disk: { zh: '磁盘空间', en: 'disk' },
  clock: { zh: '主机时钟', en: 'clock' },
  broker: { zh: '消息服务', en: 'broker' },
  answers: { zh: '设备应答', en: 'answers' },
  paper: { zh: '纸张与故障', en: 'paper' },
  locker: { zh: '格口状态', en: 'doors' },
  display: { zh: '显示确认', en: 'display' },
  deviceClock: { zh: '设备时钟', en: 'device clock' },
};

/** A signed sheet as CSV: a row a line, with who signed it and its digest on each. */
export function sheetTable(
  { sheet, sha256, seq, intact }: SignedSheet,
  zone: string,
  language: Language,
): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const head = [
    say('营业日', 'business day'),
    say('项目', 'check'),
    say('对象', 'subject'),
    say('结论', 'verdict'),
    say('原因', 'reason'),
    say('处理', 'advice'),
    say('备注', 'note'),
    say('检查时间', 'looked at'),
    say('签名', 'signed by'),
    say('签名时间', 'signed at'),
    say('总备注', 'remark'),
    say('事件', 'event'),
    'sha256',
    say('内容完好', 'intact'),
  ];
  const rows = sheet.lines.map((line) => [
    sheet.date,
    topics[line.topic][language],
    line.subject[language],
    verdicts[line.verdict][language],
    line.reason[language],
    line.advice?.[language],
    line.note,
    dateTime(line.at, zone),
    sheet.name,
    dateTime(sheet.signedAt, zone),
    sheet.remark,
    seq,
    sha256,
    intact ? say('是', 'yes') : say('否', 'no'),
  ]);
  return csv([head, ...rows]);
}
