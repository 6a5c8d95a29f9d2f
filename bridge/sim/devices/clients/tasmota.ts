import { MINUTE } from '../../../../shared/time.ts';
import type { Meanings } from '../../../drivers/meaning/meaning.ts';
import type { Scalar } from '../../../drivers/driver.ts';
import { tasmotaTopic, type TasmotaPlace } from '../../../framing/tasmota.ts';
import type { MessageSeat } from '../../ports/message-port.ts';
import { deviceOf, type ClientParts } from './client.ts';
import { nested } from './nested.ts';
import { Panel } from './panel.ts';
import { button, door, relay, temperature, traitsOf, type Toggle } from './trait.ts';

/** What it tells by itself, unless somebody set TelePeriod to something else. */
const TELE_PERIOD = 5 * MINUTE;

/** Where a device with Tasmota firmware has a seat: its will, and the commands that it hears. */
export function tasmotaSeat({ port }: Pick<ClientParts, 'port'>, place: TasmotaPlace): MessageSeat {
  const will = {
    topic: tasmotaTopic(place, 'tele', 'LWT'),
    payload: 'Offline',
    qos: 1,
    retain: true,
  } as const;
  const seat = port.seat({
    id: place.topic.replaceAll('/', '-'),
    will,
    filters: [tasmotaTopic(place, 'cmnd', '+')],
  });
  return seat;
}

/** That it is there, in Tasmota's word. */
export function sayOnline(seat: MessageSeat, place: TasmotaPlace): void {
  seat.publish(tasmotaTopic(place, 'tele', 'LWT'), 'Online', { qos: 1, retain: true });
}

/** The time as Tasmota writes it, of the zone it is set to. */
export function localTime(now: number): string {
  return new Date(now).toISOString().slice(0, 19);
}

/**
 * Relay, plug, sensor or contact with Tasmota firmware (tasmota/docs docs/MQTT.md,
 * docs/Buttons-and-Switches.md): answers commands for its relays, reports presses and switches as
 * results, and its state every five minutes.
 */
export function tasmota(parts: ClientParts) {
  const { clock, tell } = parts;
  const { channel, map, ...place } = parts.settings as TasmotaPlace & { channel: number; map: Meanings };
  const relays = channel === 1 ? ['POWER'] : Array.from({ length: channel }, (_, at) => `POWER${at + 1}`);
  const presses = ['SINGLE', 'DOUBLE', 'HOLD'];
  const usual = [
    ...relays.map((name) => relay(name, 'OFF', 'ON')),
    door('Switch1', 'OFF', 'ON'),
    button('Button1', presses),
    temperature('AM2301.Temperature'),
  ];
  const traits = traitsOf(usual, map, { closed: 'OFF', open: 'ON', presses });
  const seat = tasmotaSeat(parts, place);
  const say = (prefix: 'stat' | 'tele', word: string, what: object) =>
    seat.publish(tasmotaTopic(place, prefix, word), JSON.stringify(what));
  const panel = new Panel(traits, {
    tell,
    changed(trait, value) {
      if (isRelay(trait.name)) sayPower(trait.name, value);
      else if (/^Switch\d+$/.test(trait.name)) say('stat', 'RESULT', { [trait.name]: { Action: value } });
      else sense();
    },
    happened: ({ name }, raw) => say('stat', 'RESULT', { [name]: { Action: raw } }),
  });
  const sayPower = (name: string, value: Scalar) => {
    say('stat', 'RESULT', { [name]: value });
    seat.publish(tasmotaTopic(place, 'stat', name), String(value));
  };
  const powers = () => panel.states.filter(({ trait }) => isRelay(trait.name));
  const state = () => ({
    Time: localTime(clock.now()),
    Uptime: '0T00:10:00',
    ...nested(powers().map(({ trait, value }) => [trait.name, value])),
    Wifi: { AP: 1, SSId: 'hall', RSSI: 74 },
  });
  const sense = () => {
    const measured = panel.states.filter(({ trait }) => !isRelay(trait.name));
    const facts = nested(measured.map(({ trait, value }) => [trait.name, value]));
    say('tele', 'SENSOR', { Time: localTime(clock.now()), ...facts, TempUnit: 'C' });
  };
  const report = () => {
    say('tele', 'STATE', state());
    sense();
  };
  seat.connected = () => {
    sayOnline(seat, place);
    report();
  };
  seat.receiver = (topic, payload) => {
    const word = topic.split('/').at(-1) ?? '';
    const said = new TextDecoder().decode(payload).trim().toUpperCase();
    if (/^state$/i.test(word)) return say('stat', 'RESULT', state());
    const name = relayOf(word, panel);
    if (!name) return say('stat', 'RESULT', { Command: 'Unknown' });
    // Without a payload it is asked how it is.
    if (said === '') return sayPower(name, panel.value(name) ?? 'OFF');
    const on = said === 'TOGGLE' || said === '2' ? null : said === 'ON' || said === '1';
    panel.command(name, on);
  };
  const cancel = clock.every(TELE_PERIOD, report);
  return deviceOf(panel, { stop: cancel });
}

function isRelay(name: string): boolean {
  return /^POWER\d*$/.test(name);
}

/** The relay that a command means: `POWER` and `POWER1` are the same where there is one. */
function relayOf(command: string, panel: Panel): string | undefined {
  const [, number] = /^POWER(\d*)$/i.exec(command) ?? [];
  if (number === undefined) return undefined;
  const relays = panel.traits.filter((trait): trait is Toggle => isRelay(trait.name)).map(({ name }) => name);
  const wanted = `POWER${number}`;
  if (relays.includes(wanted)) return wanted;
  return number === '' || number === '1' ? relays.find((name) => /^POWER1?$/.test(name)) : undefined;
}
