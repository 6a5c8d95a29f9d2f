import type { LogLine } from '../../shared/events/duty.ts';
import type { AlertKind, HallEvent } from '../../shared/events/index.ts';
import { same, type Bilingual } from '../../shared/text.ts';
import { serviceHours, timeIn } from '../../shared/metrics/devices.ts';
import { survivalQuantile } from '../../shared/metrics/survival.ts';
import { MINUTE, SECOND, duration } from '../../shared/time.ts';
import { lineOf, ofType, timeOf, windowOf, type LoggedDay } from './duty-line.ts';
import { alertNames } from '../../shared/alert-names.ts';

/** Alerts of a kind that stand each in a line of its own; more are told in one. */
const FEW = 3;

interface AlertStory {
  raised: HallEvent<'alert.raised'>;
  acknowledged?: HallEvent<'alert.acknowledged'>;
  cleared?: HallEvent<'alert.cleared'>;
}

/** Every alert of the day with when it was seen and when it ended. */
function storiesOf(events: readonly HallEvent[]): AlertStory[] {
  const stories: AlertStory[] = [];
  const open = new Map<string, AlertStory>();
  for (const event of events) {
    if (event.type === 'alert.raised') {
      const story = { raised: event };
      stories.push(story);
      open.set(event.data.alert, story);
    }
    const story =
      event.type === 'alert.acknowledged' || event.type === 'alert.cleared'
        ? open.get(event.data.alert)
        : undefined;
    if (!story) continue;
    if (event.type === 'alert.acknowledged') story.acknowledged ??= event;
    if (event.type === 'alert.cleared') story.cleared = event;
  }
  return stories;
}

function placeOf({ data: { about } }: HallEvent<'alert.raised'>, { hall }: LoggedDay): Bilingual {
  const device = hall.devices.find(({ id }) => id === about['device']);
  if (device) return device.name;
  if (about['window'] !== undefined) return windowOf(String(about['window']), hall);
  return same(String(about['line'] ?? ''));
}

const seqsOf = ({ raised, acknowledged, cleared }: AlertStory) => [
  raised.seq,
  acknowledged?.seq ?? 0,
  cleared?.seq ?? 0,
];

function alone(story: AlertStory, day: LoggedDay): LogLine {
  const { raised, acknowledged, cleared } = story;
  const name = alertNames[raised.data.kind];
  const place = placeOf(raised, day);
  const time = (event: HallEvent | undefined) => (event ? timeOf(event.at, day.hall) : null);
  const [from, seen, over] = [time(raised), time(acknowledged), time(cleared)];
  const text = {
    zh: `${from} ${name.zh}${place.zh ? ` ${place.zh}` : ''}，${seen ? `${seen} 确认` : '未确认'}，${over ? `${over} 解除` : '未解除'}`,
    en: `${from} ${name.en}${place.en ? `, ${place.en}` : ''}: ${seen ? `acknowledged ${seen}` : 'not acknowledged'}, ${over ? `cleared ${over}` : 'not cleared'}`,
  };
  return lineOf(`alert/${raised.seq}`, 'alert', raised.at, text, seqsOf(story));
}

/** How long it was until alerts were acknowledged, as the figure of the day has it 告警响应时长: in words, with its n. */
function answerOf(stories: readonly AlertStory[], until: number): Bilingual {
  const answers = stories
    // One that went by itself before anybody answered needed nobody any more.
    .filter(({ acknowledged, cleared }) => acknowledged || cleared?.data.reason !== 'over')
    .map(({ raised, acknowledged, cleared }) => ({
      seconds: ((acknowledged ?? cleared)?.at ?? until) / SECOND - raised.at / SECOND,
      open: !acknowledged,
    }));
  const median = survivalQuantile(answers, 0.5);
  if (!median) return same('');
  const time = `${median.atLeast ? '≥' : ''}${duration(median.seconds * SECOND)}`;
  const n = answers.length;
  return { zh: `，响应中位数 ${time}（n=${n}）`, en: `, median answer ${time} (n=${n})` };
}

function together(kind: AlertKind, stories: AlertStory[], until: number): LogLine {
  const name = alertNames[kind];
  const open = stories.filter(({ cleared }) => !cleared).length;
  const answer = answerOf(stories, until);
  const text = {
    zh: `${name.zh} ${stories.length} 次${answer.zh}，未解除 ${open}`,
    en: `${name.en} ${stories.length}×${answer.en}, ${open} not cleared`,
  };
  return lineOf(`alert/${kind}`, 'alert', stories[0]?.raised.at ?? 0, text, stories.flatMap(seqsOf));
}

/** The alerts of the day; bad ratings have lines of their own. */
export function alertLines(day: LoggedDay): LogLine[] {
  const stories = storiesOf(day.events).filter(({ raised }) => raised.data.kind !== 'rating.bad');
  const kinds = Map.groupBy(stories, ({ raised }) => raised.data.kind);
  return [...kinds].flatMap(([kind, found]) =>
    found.length <= FEW ? found.map((story) => alone(story, day)) : [together(kind, found, day.until)],
  );
}

/** Devices that went offline in the day, how often, and for how long within the hours of service, as its figures have it. */
export function deviceLines({ state, events, hall, until }: LoggedDay): LogLine[] {
  const hours = serviceHours({ state, hall, now: until });
  const changes = Map.groupBy(ofType(events, 'device.availabilityChanged'), ({ device }) => device ?? '');
  return [...changes].flatMap(([device, found]): LogLine[] => {
    const gone = found.filter(({ data }) => data.availability === 'offline');
    const [first] = gone;
    if (!first) return [];
    const known = state.devices[device];
    const spent = hours && known ? timeIn(known, hours).offline : 0;
    const name = hall.devices.find(({ id }) => id === device)?.name ?? same(device);
    const minutes = spent > 0 ? Math.max(1, Math.round(spent / MINUTE)) : 0;
    const stillGone = found.at(-1)?.data.availability === 'offline';
    const text = {
      zh: `${name.zh} 离线 ${gone.length} 次，服务时间内共 ${minutes} 分钟${stillGone ? '，尚未恢复' : ''}`,
      en: `${name.en} offline ${gone.length}×, ${minutes} min within the hours of service${stillGone ? ', not back yet' : ''}`,
    };
    return [
      lineOf(
        `device/${device}`,
        'device',
        first.at,
        text,
        found.map(({ seq }) => seq),
      ),
    ];
  });
}
