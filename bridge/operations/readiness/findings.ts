import type { Verdict } from '../../../shared/events/readiness.ts';
import { fill, type Bilingual } from '../../../shared/text.ts';

/** What a check came to, in words. */
export interface Finding {
  verdict: Verdict;
  reason: Bilingual;
  /** What to do. */
  advice?: Bilingual;
}

interface Sentence {
  verdict: Verdict;
  reason: Bilingual;
  advice?: Bilingual;
}

/** Everything a check can come to. */
const findings = {
  answered: {
    verdict: 'ok',
    reason: { zh: '已应答，用时 {ms} 毫秒。', en: 'Answered within {ms} ms.' },
  },
  answeredLate: {
    verdict: 'attention',
    reason: { zh: '第一次没有应答，再问才应答。', en: 'No answer at first; it answered when asked again.' },
    advice: {
      zh: '检查接线和电源；再出现请看设备健康页的无应答率。',
      en: 'Check its wiring and power; if it comes again, look at its unanswered rate on the health page.',
    },
  },
  heard: {
    verdict: 'ok',
    reason: { zh: '{time} 收到过它的消息，在它应有的间隔之内。', en: 'Heard at {time}, within its period.' },
  },
  heardNothing: {
    verdict: 'unknown',
    reason: {
      zh: '自 {time} 起没有听到它；它只在有事时说话，不能由主机询问。',
      en: 'Not heard since {time}; it speaks only when something happens and cannot be asked.',
    },
    advice: {
      zh: '在设备上按一下任意键（或开合一次门），再点“重查”。',
      en: 'Press any key of it (or open and shut its door once), then check again.',
    },
  },
  silent: {
    verdict: 'fault',
    reason: { zh: '问了 {times} 次都没有应答。', en: 'No answer to {times} requests.' },
    advice: {
      zh: '检查电源、接线、地址和波特率；同线路其他设备正常时，多半是这台的电源或地址。',
      en: 'Check power, wiring, address and baud rate; if others on its line answer, it is most likely its power or address.',
    },
  },
  lineDown: {
    verdict: 'fault',
    reason: { zh: '线路 {line} 未连接：{detail}', en: 'Line {line} is not connected: {detail}' },
    advice: {
      zh: '检查串口线、串口服务器或网络；恢复后会自动重连，再点“重查”。',
      en: 'Check the serial cable, the serial server or the network; it reconnects by itself, then check again.',
    },
  },
  offline: {
    verdict: 'fault',
    reason: { zh: '离线，自 {time} 起。', en: 'Offline since {time}.' },
    advice: { zh: '检查电源、电池和无线信号。', en: 'Check its power, battery and radio.' },
  },
  refused: {
    verdict: 'fault',
    reason: { zh: '设备拒绝：{why}', en: 'Refused by the device: {why}' },
    advice: {
      zh: '在设备页打开它，查看报文和原因。',
      en: 'Open it on the devices page and read its frames.',
    },
  },
  noDevice: {
    verdict: 'unknown',
    reason: { zh: '设备没有应答，无从得知。', en: 'The device does not answer, so it cannot be told.' },
    advice: { zh: '先让它应答，再点“重查”。', en: 'Have it answer first, then check again.' },
  },
  paperOk: {
    verdict: 'ok',
    reason: { zh: '有纸，没有故障。', en: 'Has paper and no fault.' },
  },
  paperLow: {
    verdict: 'attention',
    reason: { zh: '纸将用完。', en: 'Paper is low.' },
    advice: { zh: '开门前换上新纸卷。', en: 'Put in a new roll before opening.' },
  },
  paperOut: {
    verdict: 'fault',
    reason: { zh: '缺纸。', en: 'Out of paper.' },
    advice: { zh: '装纸，合盖，再点“重查”。', en: 'Put in paper, close the cover, then check again.' },
  },
  printerFault: {
    verdict: 'fault',
    reason: { zh: '故障：{fault}。', en: 'Fault: {fault}.' },
    advice: { zh: '排除后再点“重查”。', en: 'Clear it, then check again.' },
  },
  paperUnknown: {
    verdict: 'unknown',
    reason: { zh: '打印机没有说有没有纸。', en: 'The printer does not say whether it has paper.' },
    advice: { zh: '打开盖子看纸卷。', en: 'Open the cover and look at the roll.' },
  },
  doorsKnown: {
    verdict: 'ok',
    reason: { zh: '{n} 个格口的状态都已知。', en: 'The state of all {n} doors is known.' },
  },
  doorsUnknown: {
    verdict: 'attention',
    reason: {
      zh: '{n} 个格口中有 {unknown} 个状态未知：{doors}。',
      en: '{unknown} of {n} doors are not known: {doors}.',
    },
    advice: {
      zh: '检查这些格口的锁和反馈线；未知不等于没有手机。',
      en: 'Check the locks and feedback wires of these doors; unknown does not mean that a phone is missing.',
    },
  },
  noDoors: {
    verdict: 'unknown',
    reason: { zh: '没有一个格口的状态是已知的。', en: 'Not one of its doors is known.' },
    advice: {
      zh: '先让锁板应答；仍未知时检查反馈方式（feedback）的配置。',
      en: 'Have the board answer first; if it stays so, check how its feedback is configured.',
    },
  },
  shown: {
    verdict: 'ok',
    reason: { zh: '已确认显示“{text}”。', en: 'Acknowledged the text "{text}".' },
  },
  shownUnproved: {
    verdict: 'unknown',
    reason: {
      zh: '文字“{text}”已发出；这种屏不回确认。',
      en: 'The text "{text}" was sent; this kind of display does not acknowledge.',
    },
    advice: { zh: '到屏前看一眼。', en: 'Go and look at it.' },
  },
  clockRight: {
    verdict: 'ok',
    reason: { zh: '与主机相差 {s} 秒。', en: '{s} s from the bridge.' },
  },
  clockOff: {
    verdict: 'attention',
    reason: { zh: '与主机相差 {s} 秒。', en: '{s} s from the bridge.' },
    advice: { zh: '在设备页用“校时”。', en: 'Set its clock on the devices page.' },
  },
  clockUntold: {
    verdict: 'unknown',
    reason: { zh: '设备没有报出它的时钟。', en: 'The device did not tell its clock.' },
    advice: {
      zh: '在设备页用“校时”，再点“重查”。',
      en: 'Set its clock on the devices page, then check again.',
    },
  },
  timeRight: {
    verdict: 'ok',
    reason: {
      zh: '不早于日志最后一条事件（{time}）；{others}',
      en: 'Not before the last event of the journal ({time}); {others}',
    },
  },
  timeBack: {
    verdict: 'fault',
    reason: {
      zh: '主机时钟被拨回：比日志最后一条事件（{time}）早 {s} 秒。在追上之前，事件的时间停在那里。',
      en: 'The clock of the bridge was set back: {s} s before the last event of the journal ({time}). Until it has caught up, events stand at that time.',
    },
    advice: {
      zh: '校准主机时间（建议启用 NTP），再点“重查”。',
      en: 'Set the time of this machine (NTP is best), then check again.',
    },
  },
  timeWasBack: {
    verdict: 'attention',
    reason: {
      zh: '主机时钟被拨回：比大厅的时间慢 {s} 秒。大厅的时间照常向前走，等候与办理时长不受影响；无人时自动对齐。',
      en: 'The clock was set back: {s} s behind the time of the hall. That goes on at its own pace, so waits and services keep their length; it takes the time of the machine again once nobody is here.',
    },
    advice: { zh: '启用 NTP，避免手工改时间。', en: 'Use NTP, and do not set the time by hand.' },
  },
  timeDoubtful: {
    verdict: 'attention',
    reason: {
      zh: '{n} 台设备的时钟都与主机相差约 {s} 秒：可能是主机的时间不对。',
      en: 'The clocks of {n} devices all differ by about {s} s: it may be the bridge that is wrong.',
    },
    advice: {
      zh: '用手机核对主机时间；主机正确时给设备校时。',
      en: 'Compare the time of this machine with a phone; if it is right, set the clocks of the devices.',
    },
  },
  diskOk: {
    verdict: 'ok',
    reason: { zh: '日志所在磁盘剩余 {free}。', en: '{free} free where the journal is.' },
  },
  diskLow: {
    verdict: 'attention',
    reason: { zh: '日志所在磁盘只剩 {free}。', en: 'Only {free} free where the journal is.' },
    advice: { zh: '清理磁盘，或换更大的盘。', en: 'Make room on the disk, or get a larger one.' },
  },
  diskFull: {
    verdict: 'fault',
    reason: {
      zh: '日志所在磁盘几乎满了，只剩 {free}。',
      en: 'The disk of the journal is almost full: {free} left.',
    },
    advice: {
      zh: '立即清理：写不进日志时，取号和叫号都会被拒绝。',
      en: 'Make room at once: with no room for the journal, tickets and calls are refused.',
    },
  },
  diskUntold: {
    verdict: 'unknown',
    reason: { zh: '读不到磁盘余量：{detail}', en: 'The free space cannot be read: {detail}' },
    advice: { zh: '检查数据文件夹的权限。', en: 'Check the rights of the data folder.' },
  },
  journalOk: {
    verdict: 'ok',
    reason: { zh: '已写入第 {seq} 条事件，用时 {ms} 毫秒。', en: 'Event {seq} was written within {ms} ms.' },
  },
  journalFailed: {
    verdict: 'fault',
    reason: { zh: '写不进日志：{detail}', en: 'The journal cannot be written: {detail}' },
    advice: {
      zh: '检查磁盘空间和权限；写不进日志时大厅无法开门办理。',
      en: 'Check the disk and its rights; without the journal the hall cannot work.',
    },
  },
  brokerUp: {
    verdict: 'ok',
    reason: { zh: '已连接 {address}，自 {time} 起。', en: 'Connected to {address} since {time}.' },
  },
  brokerDown: {
    verdict: 'fault',
    reason: { zh: '连不上 {address}：{detail}', en: 'Cannot reach {address}: {detail}' },
    advice: {
      zh: '检查 MQTT 服务是否运行、地址和口令；恢复后会自动重连。',
      en: 'Check that the MQTT broker runs, its address and password; it reconnects by itself.',
    },
  },
  failed: {
    verdict: 'unknown',
    reason: { zh: '检查没有完成：{detail}', en: 'The check did not end: {detail}' },
    advice: {
      zh: '再点“重查”；仍不行请看程序日志。',
      en: 'Check again; if it stays so, read the log of the program.',
    },
  },
} as const satisfies Record<string, Sentence>;
export type FindingCode = keyof typeof findings;

/** Puts what a check came to in words; a value in two languages fills each with its own. */
export function find(code: FindingCode, values: Record<string, string | number | Bilingual> = {}): Finding {
  const { verdict, reason, advice } = findings[code] as Sentence;
  const inWords = (sentence: Bilingual): Bilingual => ({
    zh: fill(sentence.zh, sideOf(values, 'zh')).slice(0, 500),
    en: fill(sentence.en, sideOf(values, 'en')).slice(0, 500),
  });
  return { verdict, reason: inWords(reason), ...(advice ? { advice: inWords(advice) } : {}) };
}

function sideOf(values: Record<string, string | number | Bilingual>, side: keyof Bilingual) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[side] : value]),
  );
}
