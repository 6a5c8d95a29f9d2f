import type { Meanings } from '../../../drivers/meaning/meaning.ts';
import { deviceOf, type ClientParts } from './client.ts';
import { Panel } from './panel.ts';
import { button, door, relay, temperature, traitsOf } from './trait.ts';

/**
 * Device with ESPHome firmware (esphome.io, MQTT client component): the state of each entity is
 * retained, and a switch hears its `command`. A binary sensor that is pressed is on, and off again.
 */
export function esphome({ port, settings, tell }: ClientParts) {
  const { topic, switch: id, map } = settings as { topic: string; switch?: string; map: Meanings };
  const usual = [
    relay(`switch/${id ?? 'relay'}`, 'OFF', 'ON'),
    door('binary_sensor/door', 'OFF', 'ON'),
    button('binary_sensor/help', ['ON']),
    temperature('sensor/temperature'),
  ];
  const traits = traitsOf(usual, map, { closed: 'OFF', open: 'ON', presses: ['ON'] });
  const seat = port.seat({
    id: topic.replaceAll('/', '-'),
    will: { topic: `${topic}/status`, payload: 'offline', qos: 0, retain: true },
    filters: [`${topic}/+/+/command`],
  });
  const say = (name: string, words: string) =>
    seat.publish(`${topic}/${name}/state`, words, { retain: true });
  const panel = new Panel(traits, {
    tell,
    changed: ({ name, kind }, value) =>
      say(name, kind === 'measure' ? Number(value).toFixed(2) : String(value)),
    happened({ name }, raw) {
      say(name, String(raw));
      if (name.startsWith('binary_sensor/')) say(name, raw === 'OFF' ? 'ON' : 'OFF');
    },
  });
  seat.connected = () => {
    seat.publish(`${topic}/status`, 'online', { retain: true });
    for (const { trait, value } of panel.states) {
      say(trait.name, trait.kind === 'measure' ? Number(value).toFixed(2) : String(value));
    }
  };
  seat.receiver = (at, payload) => {
    const name = at.slice(topic.length + 1, -'/command'.length);
    const said = new TextDecoder().decode(payload).trim().toUpperCase();
    if (['ON', 'OFF', 'TOGGLE'].includes(said)) panel.command(name, said === 'TOGGLE' ? null : said === 'ON');
  };
  return deviceOf(panel);
}
