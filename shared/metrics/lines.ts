import { answerMs } from '../answer-steps.ts';
import type { HallEvent } from '../events/index.ts';
import type { DeviceCount, LineCount } from '../events/line.ts';
import { MINUTE } from '../time.ts';
import { inOrder, share, within, type Definition, type Figure, type Scope, type View } from './figure.ts';

type Counted = HallEvent<'line.counted'>;

const nothing: Figure = { value: null, n: 0, evidence: [] };

/** The counts of a scope; none for what no line can tell, as a service or a window. */
function countsOf({ counted = [] }: View, { service, window, line, period }: Scope = {}): readonly Counted[] {
  if (service !== undefined || window !== undefined) return [];
  return counted.filter(
    ({ data }) => (line === undefined || data.line === line) && within(data.from, period),
  );
}

/** What the devices of a scope did, each hour of each by itself. */
function deviceCountsOf(counted: readonly Counted[], device: string | undefined): DeviceCount[] {
  return counted.flatMap(({ data }) =>
    data.devices.filter((one) => device === undefined || one.device === device),
  );
}

/** The counts that name a device, or all of them. */
function naming(counted: readonly Counted[], device: string | undefined): number[] {
  const named = counted.filter(
    ({ data }) => device === undefined || data.devices.some((one) => one.device === device),
  );
  return inOrder(named.map(({ seq }) => seq));
}

function total(counted: readonly Counted[], name: LineCount): number {
  return counted.reduce((sum, { data }) => sum + (data.counts[name] ?? 0), 0);
}

function seqsOf(counted: readonly Counted[]): number[] {
  return inOrder(counted.map(({ seq }) => seq));
}

/** 无应答率 */
export const unansweredRate: Definition = {
  id: 'unansweredRate',
  version: 1,
  unit: 'share',
  name: { zh: '无应答率', en: 'Unanswered rate' },
  text: {
    zh: '没有等到应答的询问 ÷ 全部要求应答的询问；重问的每一次都单独计。只会自己上报、从不被询问的设备没有这个数。按小时计数，当前这一小时不在内。',
    en: 'Requests that got no answer ÷ requests that ask for one; each repetition counts by itself. Devices that are never asked have none. Counted by the hour; the hour that runs is not in it.',
  },
  compute: (view, scope) => {
    const counted = countsOf(view, scope);
    const counts = deviceCountsOf(counted, scope?.device);
    const asked = counts.reduce((sum, one) => sum + (one.asked ?? 0), 0);
    const unanswered = counts.reduce((sum, one) => sum + (one.unanswered ?? 0), 0);
    return share(unanswered, asked, naming(counted, scope?.device));
  },
};

/** The answer time below which a share `p` of the answers lies, by nearest rank. */
function answerQuantile(p: number): Definition['compute'] {
  return (view, scope) => {
    const counted = countsOf(view, scope);
    const steps = new Map<number, number>();
    let n = 0;
    for (const { answers = [] } of deviceCountsOf(counted, scope?.device)) {
      for (const [step, times] of answers) {
        steps.set(step, (steps.get(step) ?? 0) + times);
        n += times;
      }
    }
    if (n === 0) return nothing;
    let left = Math.max(1, Math.ceil(p * n));
    for (const [step, times] of [...steps].sort(([a], [b]) => a - b)) {
      left -= times;
      if (left <= 0) return { value: answerMs(step), n, evidence: naming(counted, scope?.device) };
    }
    return nothing;
  };
}

/** 应答时长中位数 */
export const answerMedian: Definition = {
  id: 'answerMedian',
  version: 1,
  unit: 'milliseconds',
  name: { zh: '应答时长中位数', en: 'Median answer time' },
  text: {
    zh: '询问发完到应答收齐的时长，一半应答不长于它；按刻度计数，误差不超过 9%，不足 1 毫秒的不再细分。没有应答的不在内，另见无应答率。',
    en: 'From the last byte of the request to the whole answer: half the answers took no longer. Counted on a scale, within 9 %; less than 1 ms is not told apart. Requests without an answer are not in it; see the unanswered rate.',
  },
  compute: answerQuantile(0.5),
};

/** 应答时长 P95 */
export const answerP95: Definition = {
  id: 'answerP95',
  version: 1,
  unit: 'milliseconds',
  name: { zh: '应答时长（95% 分位）', en: 'Answer time P95' },
  text: {
    zh: '100 次应答里有 95 次不长于它；计法同应答时长中位数。',
    en: 'Of 100 answers 95 took no longer; counted as the median answer time is.',
  },
  compute: answerQuantile(0.95),
};

/** 误帧率 */
export const badFrameRate: Definition = {
  id: 'badFrameRate',
  version: 1,
  unit: 'share',
  name: { zh: '误帧率', en: 'Bad frame rate' },
  text: {
    zh: '校验错的帧 ÷（完整的帧＋校验错的帧），按线路计；坏帧不知道是谁发的，所以不分到设备。',
    en: 'Frames with a bad checksum ÷ those and whole frames, by line; nobody knows who sent a bad frame, so no device has a share of its own.',
  },
  compute: (view, scope) => {
    if (scope?.device !== undefined) return nothing;
    const counted = countsOf(view, scope);
    const bad = total(counted, 'badChecksums');
    return share(bad, bad + total(counted, 'frames'), seqsOf(counted));
  },
};

/** 每分钟噪声 */
export const noiseRate: Definition = {
  id: 'noiseRate',
  version: 1,
  unit: 'perMinute',
  name: { zh: '每分钟噪声', en: 'Noise per minute' },
  text: {
    zh: '不属于任何完整帧的字节数 ÷ 计数的分钟数，按线路计；n 是分钟数，主机没有运行的时间不在内。',
    en: 'Bytes that belong to no whole frame ÷ minutes counted, by line; n is the minutes, and time in which the bridge did not run is not among them.',
  },
  compute: (view, scope) => {
    if (scope?.device !== undefined) return nothing;
    const counted = countsOf(view, scope);
    const minutes = counted.reduce((sum, { data }) => sum + (data.to - data.from), 0) / MINUTE;
    if (minutes <= 0) return nothing;
    const value = total(counted, 'noise') / minutes;
    return { value, n: Math.round(minutes), evidence: seqsOf(counted) };
  },
};

/** 重连次数 */
export const reconnects: Definition = {
  id: 'reconnects',
  version: 1,
  unit: 'count',
  name: { zh: '重连次数', en: 'Reconnects' },
  text: {
    zh: '线路断开或连接失败后重新连接的次数，按线路计；n 是计数的小时段数。没有计数的时间不当作零。',
    en: 'Times a line was lost or could not be opened and was tried anew, by line; n is the hours counted. Time that was not counted is not taken for none.',
  },
  compute: (view, scope) => {
    if (scope?.device !== undefined) return nothing;
    const counted = countsOf(view, scope);
    if (counted.length === 0) return nothing;
    const value = total(counted, 'reconnects');
    return { value, n: counted.length, evidence: seqsOf(counted) };
  },
};
