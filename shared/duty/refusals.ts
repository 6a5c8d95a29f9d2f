import type { Bilingual } from '../text.ts';

/** Reasons to refuse what is asked of the duty desk. */
export const dutyRefusals = {
  'duty.nobody': {
    zh: '现在没有人在岗：请值班领导先“接班”。',
    en: 'Nobody has taken the duty over: the leader takes it over first.',
  },
  'duty.taken': {
    zh: '{leader} 已在岗：请由其“交班”，写明交接事项。',
    en: 'The duty is with {leader}: let him hand it over with a note.',
  },
  'duty.self': {
    zh: '不能交给自己：请填写接班人。',
    en: 'It cannot be handed over to oneself: name who takes it.',
  },
  'duty.notLeader': {
    zh: '“{leader}”不在值班领导名单中：请从名单中选择，或先在排班中写入今天。',
    en: 'The name "{leader}" is not among the leaders: choose one of them, or set the roster of today first.',
  },
  'duty.notRostered': {
    zh: '{date} 没有排班，不能调换：请先排班。',
    en: 'Nobody has the duty on {date}, so that it cannot be swapped: set the roster first.',
  },
  'duty.past': {
    zh: '{date} 已过，不能再排班：请选今天或以后。',
    en: 'The day {date} is over and cannot be set any more: choose today or a later one.',
  },
  'duty.sameDay': {
    zh: '请选两个不同的日期来调换。',
    en: 'Choose two different days to swap.',
  },
  'duty.noDay': {
    zh: '没有 {date} 这个营业日：请从列表中选择。',
    en: 'There is no business day {date}: choose one of the list.',
  },
  'duty.noLine': {
    zh: '日志中没有这样的一行，您写的没有保存：请对照现在的日志再保存。',
    en: 'The log has no line that says so, and what you wrote is not saved: read the log as it is now, then save again.',
  },
  'duty.lineEdited': {
    zh: '{name} 在您打开这一行之后已改成“{now}”。您写的还在框里，没有保存：看过之后可以再次保存。',
    en: 'Since you opened this line, {name} has changed it to "{now}". What you wrote is still in the field and not saved: read that, then save again if it should be so.',
  },
  'duty.changed': {
    zh: '日志在您查看之后又有变化：请看过新的内容再签名。',
    en: 'The log has changed since you looked: read what is new, then sign.',
  },
  'duty.signed': {
    zh: '{date} 的日志已由 {name} 签名，不能再改：请用“更正”，原文和更正都会保留。',
    en: 'The log of {date} is signed by {name} and cannot be edited: correct it, and both are kept.',
  },
  'duty.notSigned': {
    zh: '{date} 的日志还没有签名：直接修改即可。',
    en: 'The log of {date} is not signed yet: edit it.',
  },
} as const satisfies Record<string, Bilingual>;
