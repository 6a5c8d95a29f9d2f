import { SECOND } from '../../../../shared/time.ts';
import { readJson } from '../../../framing/messages.ts';
import type { Key } from '../../keys.ts';
import { deviceWith, type ClientParts } from './client.ts';

const REPORTS_EVERY = 10 * SECOND;
/** Apps that are kept; nobody gives a display so many. */
const MOST_APPS = 20;

/**
 * Pixel display with AWTRIX 3 (Blueforcer/awtrix3 docs/api.md): an app for every text, one notice over
 * them, a report every ten seconds, and three buttons.
 */
export function awtrix({ port, clock, settings, tell }: ClientParts) {
  const { topic } = settings as { topic: string };
  const apps = new Map<string, string>();
  let notice = '';
  let isOn = true;
  let battery = 84;
  let level = 120;
  const since = clock.now();
  const seat = port.seat({
    id: topic.replaceAll('/', '-'),
    will: null,
    filters: [
      `${topic}/custom/+`,
      `${topic}/notify`,
      `${topic}/notify/dismiss`,
      `${topic}/power`,
      `${topic}/settings`,
    ],
  });
  const report = () => {
    const stats = {
      ...{
        bat: battery,
        bat_raw: 613,
        type: 0,
        lux: 12,
        ldr_raw: 400,
        ram: 160_000,
        bri: level,
        temp: 22,
        hum: 45,
      },
      ...{ uptime: Math.round((clock.now() - since) / SECOND), wifi_signal: -60, messages: apps.size },
      ...{ version: '0.96', indicator1: false, app: [...apps.keys()].at(-1) ?? 'Time', matrix: isOn },
    };
    seat.publish(`${topic}/stats`, JSON.stringify(stats));
  };
  const showing = () => (isOn ? notice || [...apps.values()].at(-1) || '' : '');
  const show = () => {
    const text = showing();
    tell(text === '' ? { zh: '熄灭', en: 'shows nothing' } : { zh: `显示：${text}`, en: `shows: ${text}` });
  };
  seat.connected = report;
  seat.receiver = (at, payload) => {
    const said = readJson(payload);
    const word = at.slice(topic.length + 1);
    const text = typeof said?.['text'] === 'string' ? said['text'] : '';
    if (word.startsWith('custom/')) {
      const app = word.slice('custom/'.length);
      apps.delete(app);
      // An empty message takes the app away.
      if (payload.length > 0 && apps.size < MOST_APPS) apps.set(app, text);
    } else if (word === 'power') isOn = said?.['power'] !== false;
    else if (word === 'notify') notice = text;
    else if (word === 'notify/dismiss') notice = '';
    else if (typeof said?.['BRI'] === 'number') level = said['BRI'];
    show();
    report();
  };
  const press = (name: string, words: { zh: string; en: string }): Key => ({
    id: name,
    words,
    press() {
      for (const state of ['1', '0']) seat.publish(`${topic}/stats/${name}`, state);
    },
  });
  const keys: Key[] = [
    {
      id: 'power',
      words: { zh: '关掉点阵', en: 'Matrix off' },
      isOn: () => !isOn,
      press() {
        isOn = !isOn;
        show();
        report();
      },
    },
    {
      id: 'battery',
      words: { zh: '电池将尽', en: 'Battery low' },
      isOn: () => battery < 20,
      press() {
        battery = battery < 20 ? 84 : 7;
        report();
      },
    },
    press('buttonLeft', { zh: '左键', en: 'Left button' }),
    press('buttonSelect', { zh: '中键', en: 'Middle button' }),
    press('buttonRight', { zh: '右键', en: 'Right button' }),
  ];
  const cancel = clock.every(REPORTS_EVERY, report);
  const shows = () => ({ zh: `显示：${showing() || '—'}`, en: `shows: ${showing() || '—'}` });
  return deviceWith(keys, { stop: cancel, shows });
}
