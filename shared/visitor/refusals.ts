import type { Bilingual } from '../text.ts';

/** Reasons why somebody who comes in does not get what was asked: a ticket, its page, a slot, a class. */
export const visitorRefusals = {
  'visit.noTicket': {
    zh: '没有查到这张号票：它可能不是今天的，或地址不完整。请重新扫描票上的二维码，或到取号机、导税台查询。',
    en: 'This ticket was not found: it may not be of today, or its address is not whole. Scan the code on the ticket again, or ask at a kiosk or the guide.',
  },
  'visit.tooMany': {
    zh: '查询过于频繁，请一分钟后再试；叫号以大厅屏幕和语音为准。',
    en: 'Too many questions at once: please try again in a minute. The screens in the hall tell who is called.',
  },
  'ticket.badNumber': {
    zh: '“{number}”不是这项业务的号码，应像 {example}：请照纸上的号码重输，或改选业务。',
    en: 'The number "{number}" is none of this service; it should look like {example}. Type it as it stands on the paper, or choose the other service.',
  },
  'ticket.numberUsed': {
    zh: '号码 {number} 今天已在用，未重复补录。如确是另一位的纸票，请给他换一个没用过的号码（如 501 起）再补录。',
    en: 'The number {number} is in use today and was not entered again. If this paper is of another person, give them a number that is free (such as from 501 on) and enter that.',
  },
  'ticket.future': {
    zh: '取号时间 {time} 还没到，请核对。',
    en: 'The time {time} is still to come: check when it was taken.',
  },
  'class.unknown': { zh: '没有号票类别“{class}”。', en: 'There is no class "{class}".' },
  'class.guideOnly': {
    zh: '“{class}”号由导税人员发放，请到咨询台。',
    en: 'Tickets of the class "{class}" are given by the guide: please ask at the desk.',
  },
  'card.unknown': { zh: '没有这张优先卡，请核对卡号。', en: 'There is no such card: check its code.' },
  'card.used': { zh: '这张优先卡已经用过。', en: 'This card has been used.' },
  'card.expired': { zh: '这张优先卡已于 {date} 到期。', en: 'This card was good until {date}.' },
  'appointment.unknown': {
    zh: '没有这个预约，请核对预约号，或取普通号。',
    en: 'There is no such appointment: check its number, or take an ordinary ticket.',
  },
  'appointment.arrived': {
    zh: '这个预约已经签到，号票是 {number}。',
    en: 'This appointment was checked in already; its ticket is {number}.',
  },
  'appointment.missed': {
    zh: '预约时段已过，请取普通号。',
    en: 'The slot is over: please take an ordinary ticket.',
  },
  'appointment.early': {
    zh: '还太早：预约时段前 {minutes} 分钟起可以签到。',
    en: 'It is too early: checking in begins {minutes} minutes before the slot.',
  },
  'appointment.otherDay': { zh: '这个预约在 {date}。', en: 'This appointment is on {date}.' },
  'appointment.past': {
    zh: '{date} 的这个时段已经过去，请另选时段。',
    en: 'That slot of {date} is over: choose another.',
  },
  'appointment.over': {
    zh: '这个预约已经签到或已过，不能再改。',
    en: 'This appointment was kept or missed and cannot be changed.',
  },
  'appointment.own': {
    zh: '预约号 {appointment} 是本厅登记的另一个预约，未更改：请在来源系统换一个编号。',
    en: 'The number {appointment} is of another appointment that was booked here, and was left alone: give it another number where it comes from.',
  },
  'appointment.unread': {
    zh: '看不懂预约的“{field}”：“{value}”。请核对这一行，或核对字段与词表。',
    en: 'The "{field}" of an appointment cannot be read: "{value}". Check this row, or the fields and words of its map.',
  },
  'appointment.noRows': {
    zh: '表里没有可读的行：第一行应是列名，如 预约号、业务、日期、时段。',
    en: 'There are no rows to read: the first line should hold the headings, such as number, service, date, time.',
  },
  'appointment.tooFar': {
    zh: '{date} 在一年以后，未登记：请核对日期。',
    en: 'The slot of {date} is more than a year ahead and was not booked: check the date.',
  },
  'appointment.tooMany': {
    zh: '预约已达 {most} 个，未再登记：请检查来源系统。',
    en: 'There are {most} appointments already and no more are taken: check the system they come from.',
  },
} as const satisfies Record<string, Bilingual>;
