import type { ClassConfig } from '../config/queue.ts';
import type { PublicHall } from '../config/public.ts';
import type { WindowConfig } from '../config/schema.ts';
import type { CallReason } from '../events/index.ts';
import type { Bilingual } from '../text.ts';

/** The rule of a class as one sentence that a person in the hall can read. */
export function classSentence({ rule }: ClassConfig, overtakes: number): Bilingual {
  switch (rule.kind) {
    case 'ahead':
      return {
        zh: `先于普通号呼叫，但任何人至多被越过 ${overtakes} 次。`,
        en: `Called before ordinary tickets, but nobody is passed more than ${overtakes} times.`,
      };
    case 'ratio':
      return {
        zh: `每个窗口每叫 ${rule.every} 个号，至少叫 1 个本类号。`,
        en: `At least one in every ${rule.every} calls of a window is for this class.`,
      };
    case 'slot':
      return {
        zh: `到预约时段即先叫；时段开始后 ${rule.late} 分钟内未到的，按取号先后排队；任何人至多被越过 ${overtakes} 次。`,
        en: `Called first from the slot on; who comes more than ${rule.late} minutes after it begins waits in the order of arrival; nobody is passed more than ${overtakes} times.`,
      };
  }
}

/** Whom a window may call, as one sentence. */
export function windowSentence(
  { services, reserved, lend }: WindowConfig,
  hall: Pick<PublicHall, 'services' | 'classes'>,
): Bilingual {
  const names = (ids: readonly string[], list: readonly { id: string; name: Bilingual }[]) =>
    ids.map((id) => list.find((one) => one.id === id)?.name ?? { zh: id, en: id });
  const joined = (words: Bilingual[]): Bilingual => ({
    zh: words.map(({ zh }) => zh).join('、'),
    en: words.map(({ en }) => en).join(', '),
  });
  const own = joined(names(services, hall.services));
  const kept = reserved && joined(names(reserved, hall.classes));
  const helps = lend && joined(names(lend.services, hall.services));
  const when =
    lend?.confirm || reserved
      ? { zh: '经人确认后', en: 'once a person has said so' }
      : {
          zh: `有人等候满 ${lend?.afterMinutes ?? 0} 分钟时`,
          en: `when somebody has waited ${lend?.afterMinutes ?? 0} minutes`,
        };
  return {
    zh: `办理${own.zh}${kept ? `，专留给${kept.zh}` : ''}${helps ? `；本窗口无人等候时，${when.zh}可帮办${helps.zh}` : ''}。`,
    en: `Serves ${own.en}${kept ? `, kept for ${kept.en}` : ''}${helps ? `; with nobody of its own waiting it helps with ${helps.en} ${when.en}` : ''}.`,
  };
}

const rules: Record<CallReason['rule'], Bilingual> = {
  order: { zh: '等得最久', en: 'Has waited longest' },
  bound: { zh: '已被越过到上限，不能再等', en: 'Has been passed as often as is allowed' },
  directed: { zh: '指定到本窗口', en: 'Was sent to this window' },
  slot: { zh: '到了预约时段', en: 'The booked slot has come' },
  ahead: { zh: '优先类先叫', en: 'Its class goes ahead' },
  ratio: { zh: '轮到本类', en: 'It is the turn of its class' },
  named: { zh: '由工作人员点名呼叫', en: 'Was called by name' },
};

/** Why a ticket was, or will be, called before the others, as one sentence. */
export function reasonSentence(why: CallReason, hall: Pick<PublicHall, 'classes'>): Bilingual {
  const { zh, en } = rules[why.rule];
  const named = hall.classes.find(({ id }) => id === why.class)?.name;
  const passed = why.overtook?.length ?? 0;
  return {
    zh: `${zh}${named ? `：${named.zh}` : ''}${passed > 0 ? `，越过 ${passed} 人` : ''}${why.lent ? '；本窗口帮办' : ''}`,
    en: `${en}${named ? `: ${named.en}` : ''}${passed > 0 ? `, passing ${passed}` : ''}${why.lent ? '; this window helps out' : ''}`,
  };
}
