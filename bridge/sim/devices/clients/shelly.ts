import type { Meanings } from '../../../drivers/meaning/meaning.ts';
import type { Scalar } from '../../../drivers/driver.ts';
import { readJson, recordOf } from '../../../framing/messages.ts';
import { deviceOf, type ClientParts } from './client.ts';
import { nested } from './nested.ts';
import { Panel } from './panel.ts';
import { button, door, relay, temperature, traitsOf } from './trait.ts';

/**
 * Shelly of the second generation or later (shelly-api-docs.shelly.cloud, gen2 notifications): tells
 * what changed, and what was pressed; answers calls at its `rpc` topic, as `Switch.Set`.
 */
export function shelly({ port, clock, settings, tell }: ClientParts) {
  const { topic, channel, map } = settings as { topic: string; channel: number; map: Meanings };
  const source = topic.replaceAll('/', '-');
  const presses = ['single_push', 'double_push', 'long_push'];
  const usual = [
    relay(`switch:${channel}.output`, false, true),
    door('input:0.state', false, true),
    button('input:1', presses),
    temperature('temperature:0.tC'),
  ];
  const traits = traitsOf(usual, map, { closed: true, open: false, presses });
  const seat = port.seat({
    id: source,
    will: { topic: `${topic}/online`, payload: 'false', qos: 1, retain: true },
    filters: [`${topic}/rpc`],
  });
  const now = () => Math.round(clock.now() / 10) / 100;
  const notify = (method: string, params: object) => {
    const frame = { src: source, dst: `${topic}/events`, method, params: { ts: now(), ...params } };
    seat.publish(`${topic}/events/rpc`, JSON.stringify(frame), { qos: 1 });
  };
  const panel = new Panel(traits, {
    tell,
    changed({ name }, value) {
      const { component, id } = placeOf(name);
      notify('NotifyStatus', { [component]: { id, ...recordOf(nested([[name, value]])[component]) } });
      if (component.startsWith('switch:')) sayStatus(component);
    },
    happened({ name }, event) {
      const { component, id } = placeOf(name);
      const ts = now();
      notify('NotifyEvent', { events: [{ component, id, event, ts }] });
    },
  });
  /** How a component is, or all of them by their names. */
  const status = (wanted?: string): Record<string, Record<string, unknown>> => {
    const facts = panel.states.map(({ trait, value }): [string, Scalar] => [trait.name, value]);
    const entries = Object.entries(nested(facts)).map(([name, what]) => {
      const { id } = placeOf(name);
      return [name, { ...(id === undefined ? {} : { id }), ...recordOf(what) }] as const;
    });
    return Object.fromEntries(entries.filter(([name]) => wanted === undefined || name === wanted));
  };
  const sayStatus = (component?: string) => {
    for (const [name, what] of Object.entries(status(component)))
      seat.publish(`${topic}/status/${name}`, JSON.stringify(what), { qos: 1 });
  };
  seat.connected = () => {
    seat.publish(`${topic}/online`, 'true', { qos: 1, retain: true });
    sayStatus();
  };
  /** What is answered to a call; null where there is nothing of this name. */
  const called = (method: string, params: Record<string, unknown>): object | null => {
    const name = `switch:${String(params['id'])}`;
    const output = `${name}.output`;
    switch (method) {
      case 'Switch.Set':
      case 'Switch.Toggle': {
        const was = panel.isOn(output);
        const on = method === 'Switch.Toggle' ? null : params['on'] === true;
        return panel.command(output, on) ? { was_on: was } : null;
      }
      case 'Switch.GetStatus':
        return status(name)[name] ?? null;
      case 'Shelly.GetStatus':
        return status();
      case 'Shelly.GetDeviceInfo':
        return { id: source, model: 'SNSW-001X16EU', gen: 2, app: 'Plus1', ver: '1.4.4', auth_en: false };
      default:
        return null;
    }
  };
  seat.receiver = (_, payload) => {
    const call = readJson(payload);
    if (!call || typeof call['method'] !== 'string') return;
    const { id, src, method } = call;
    const result = called(method, recordOf(call['params']) ?? {});
    const error = { code: 404, message: `No handler for ${method}` };
    // Without a sender nobody waits for an answer.
    if (typeof src !== 'string' || src === '') return;
    const answer = { id, src: source, dst: src, ...(result ? { result } : { error }) };
    seat.publish(`${src}/rpc`, JSON.stringify(answer), { qos: 1 });
  };
  return deviceOf(panel);
}

/** The component that a name is of, `switch:0`, and its number. */
function placeOf(name: string): { component: string; id: number | undefined } {
  const [component = name] = name.split('.');
  const [, id] = /:(\d+)$/.exec(component) ?? [];
  return { component, id: id === undefined ? undefined : Number(id) };
}
