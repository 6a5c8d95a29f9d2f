import { z } from 'zod';
import { id } from './id.ts';

const bilingual = z.strictObject({ zh: z.string().min(1).max(120), en: z.string().min(1).max(160) });

/** A checklist for trouble 应急预案, worked through step by step. */
export const playbookSchema = z.strictObject({
  id,
  name: bilingual,
  /** Kinds of alert it is offered for. */
  for: z.array(z.string().max(40)).default([]),
  steps: z
    .array(z.strictObject({ id, text: bilingual }))
    .min(1)
    .max(20),
  /** Minutes after the first step at which the figures are looked at again. */
  effectMinutes: z.number().min(1).max(240).default(15),
  /** The figure that tells whether it helped; absent where none of the hall does. */
  judgedBy: z.enum(['clearingMinutes']).optional(),
});
export type Playbook = z.infer<typeof playbookSchema>;

const step = (name: string, zh: string, en: string) => ({ id: name, text: { zh, en } });

/** The three of the national norm for tax service halls 应急处置: crowding, failure, conflict. */
export const usualPlaybooks: Playbook[] = [
  {
    id: 'congestion',
    name: { zh: '办税拥堵', en: 'Crowding' },
    for: ['hall.congested', 'wait.long', 'wait.missed', 'queue.long'],
    steps: [
      step(
        'cause',
        '查明拥堵原因（业务、窗口、系统或集中到厅）',
        'Find the cause: a service, windows, a system, or many at once',
      ),
      step(
        'guides',
        '增派导税人员，分流到自助与网上办理',
        'Send more guides; lead people to self-service and online',
      ),
      step('windows', '加开窗口，或调整窗口业务', 'Open windows, or change what they serve'),
      step('area', '扩大等候区，维持秩序，安抚解释', 'Widen the waiting area, keep order, explain'),
      step(
        'extend',
        '必要时延时服务，或引导到附近大厅',
        'Extend the hours if need be, or point to a hall nearby',
      ),
    ],
    effectMinutes: 15,
    judgedBy: 'clearingMinutes',
  },
  {
    id: 'outage',
    name: { zh: '系统故障', en: 'System failure' },
    for: ['system.outage', 'line.offline', 'printer.fault', 'printer.paperOut', 'print.failed'],
    steps: [
      step('declare', '登记故障开始时间与系统', 'Declare the failure: which system, since when'),
      step('report', '向信息部门报告，问清预计恢复时间', 'Report it, and ask when it will be back'),
      step('notify', '在显示屏和广播告知纳税人', 'Tell people on the screens and aloud'),
      step('manual', '改手工受理，能先收的先收', 'Take papers by hand where that is possible'),
      step('cards', '对不能等候的发二次优先卡', 'Give a card of precedence to those who cannot wait'),
      step(
        'recover',
        '恢复后优先办理积压，核对手工单据',
        'Once it is back, serve the backlog and check what was taken by hand',
      ),
    ],
    effectMinutes: 30,
  },
  {
    id: 'conflict',
    name: { zh: '征纳冲突', en: 'Conflict' },
    for: ['rating.bad', 'help.called'],
    steps: [
      step(
        'go',
        '值班领导到场，将当事人请到安静处',
        'The duty leader goes there and leads those concerned to a quiet place',
      ),
      step('listen', '听取诉求，安抚情绪，换人办理', 'Listen, calm down, let another clerk go on'),
      step('record', '记录经过，保全证据', 'Write down what happened and keep the evidence'),
      step('answer', '当场答复或约定答复时限', 'Answer at once, or promise by when'),
      step('ledger', '登记台账，按时回访', 'Open a ledger entry and call back in time'),
    ],
    effectMinutes: 30,
  },
];
