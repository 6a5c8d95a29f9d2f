import type { PublicHall } from '../../shared/config/public.ts';
import type { AlertKind } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { Bilingual, Language } from '../../shared/text.ts';
import { faultNames, gradeNames, helpNames } from '../components/event/values.ts';
import { deviceName, lineName, windowName } from '../components/names.ts';
import type { AlertGroup } from './alert-groups.ts';

/** What to do about each kind of alert. */
const actions: Record<AlertKind, Bilingual> = {
  'device.offline': { zh: '检查电源连线，不恢复即报修', en: 'Check power and cable' },
  'line.offline': { zh: '检查串口服务器和网线', en: 'Check box and network' },
  'printer.paperOut': { zh: '立即换纸，先引导到别的取号机', en: 'Change the roll now' },
  'printer.paperLow': { zh: '在空闲时换纸', en: 'Change the roll at a quiet moment' },
  'printer.fault': { zh: '开盖排除卡纸，否则报修', en: 'Clear the jam, or report' },
  'print.failed': { zh: '请导税员告知取号人号码', en: 'Tell the visitor the number' },
  'wait.long': { zh: '到场说明，考虑加开窗口', en: 'Explain; open a window' },
  'wait.missed': { zh: '加开窗口，分流到自助', en: 'Open windows, lead to self-service' },
  'queue.long': { zh: '增派导税，加开窗口', en: 'More guides, more windows' },
  'window.idle': { zh: '到窗口问明原因', en: 'Ask at the window' },
  'service.long': { zh: '请业务骨干支援，或转疑难窗口', en: 'Send an expert, or transfer it' },
  'promise.broken': { zh: '到窗口说明并督办', en: 'Explain there and see it through' },
  'display.stale': { zh: '检查显示内容和控制卡', en: 'Check the content and its card' },
  'locker.out': { zh: '当面问明，可补登许可', en: 'Ask in person; permit it if lawful' },
  'system.outage': { zh: '启动系统故障预案', en: 'Begin the checklist for failures' },
  'clock.back': { zh: '核对主机时间，营业中勿改；时长不受影响', en: 'Check the time; waits are counted on' },
  'clock.jumped': { zh: '核对主机时间，确认是否曾休眠', en: 'Check the time; did the machine sleep?' },
  'hall.congested': { zh: '加开窗口，引导自助办理', en: 'Open windows, use self-service' },
  'rating.bad': { zh: '到窗口了解情况，当日回访', en: 'Ask at the window, call back today' },
  'guide.called': { zh: '请导税员前往', en: 'Send a guide' },
  'help.called': { zh: '值班人员立即到场', en: 'Whoever is on duty goes there' },
  'battery.low': { zh: '更换电池', en: 'Change the battery' },
};

/** What to do about an alert. */
export function alertAction(kind: AlertKind, language: Language): string {
  return actions[kind][language];
}

/** The number on a ticket; one of an earlier day is gone from the state, and its id ends with it. */
function ticketNumber(id: string, { tickets }: HallState): string {
  return tickets[id]?.number ?? id.split('/').at(-1) ?? id;
}

/** Where an alert is, and about whom: names in place of ids, by what its `about` carries. */
export function alertPlace(
  { alert, behind }: AlertGroup,
  hall: PublicHall,
  state: HallState,
  language: Language,
): string {
  const { about, kind } = alert;
  const zh = language === 'zh';
  const parts: string[] = [];
  // Whose ticket it was says more than which printer it was, and stands where nothing is cut off.
  if (about.device !== undefined && about.ticket !== undefined)
    parts.push(ticketNumber(String(about.ticket), state));
  if (about.line !== undefined) parts.push(lineName(String(about.line), language));
  if (about.device !== undefined) parts.push(deviceName(String(about.device), hall, language));
  if (about.window !== undefined) parts.push(windowName(String(about.window), hall, language));
  if (about.device === undefined && about.ticket !== undefined)
    parts.push(ticketNumber(String(about.ticket), state));
  // A bad rating is one of two grades; only the worse one needs its name beside the alert's.
  const grade = gradeNames[about.grade as keyof typeof gradeNames];
  if (grade && about.grade === 1) parts.push(grade[language]);
  const help = helpNames[about.reason as keyof typeof helpNames];
  if (help) parts.push(help[language]);
  const fault = faultNames[about.fault as keyof typeof faultNames];
  if (fault) parts.push(fault[language]);
  if (kind === 'line.offline' || kind === 'device.offline') {
    const devices = Math.max(Number(about.devices ?? 0), behind.length + (kind === 'device.offline' ? 1 : 0));
    if (devices > 1) parts.push(zh ? `${devices} 台设备` : `${devices} devices`);
  } else if (behind.length > 0) {
    parts.push(zh ? `共 ${behind.length + 1} 次` : `${behind.length + 1} times`);
  }
  if (about.system !== undefined) parts.push(String(about.system));
  if (about.phones !== undefined) parts.push(zh ? `${about.phones} 部` : `${about.phones} out`);
  if (about.people !== undefined) parts.push(zh ? `超过 ${about.people} 人` : `over ${about.people} people`);
  if (about.percent !== undefined)
    parts.push(zh ? `近一小时 ${about.percent}%` : `${about.percent} % in the last hour`);
  if (about.minutes !== undefined)
    parts.push(zh ? `超过 ${about.minutes} 分钟` : `over ${about.minutes} min`);
  return parts.join(' · ');
}
