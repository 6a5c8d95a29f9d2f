import type { AnnounceConfig } from '../../shared/config/announce.ts';
import type { PublicDevice } from '../../shared/config/public.ts';
import type { DeviceValue, HallState } from '../../shared/hall/state.ts';
import { happenings } from './event.ts';
import { keyOf, toldValues } from './state.ts';
import { bridgeTopic, deviceTopic, nodeOf } from './topics.ts';

/** By whom a description was written: what bears another name is left alone. */
export const ORIGIN = 'Hallwatch';

type Component = Record<string, unknown> & { platform: string };

const words = {
  connection: { zh: '连接', en: 'Connection' },
  contact: { zh: '门磁', en: 'Contact' },
  battery: { zh: '电量', en: 'Battery' },
  paper: { zh: '纸张', en: 'Paper' },
  fault: { zh: '故障', en: 'Fault' },
  text: { zh: '显示内容', en: 'Text shown' },
  show: { zh: '显示文字', en: 'Show a text' },
  open: { zh: '打开的门', en: 'Open channels' },
  event: { zh: '按键', en: 'Keys' },
};

/** Measures of Home Assistant by the unit a device gives. */
const classOfUnit: Record<string, string> = {
  '°C': 'temperature',
  '°F': 'temperature',
  W: 'power',
  kWh: 'energy',
  Wh: 'energy',
  V: 'voltage',
  A: 'current',
  lx: 'illuminance',
  hPa: 'atmospheric_pressure',
};

/**
 * What Home Assistant needs to show a device (home-assistant/core components/mqtt/schemas.py):
 * `device`, `origin` and `components`, with the topics they share. Values appear in it once the
 * device has said them.
 */
export function discoveryOf(
  device: PublicDevice,
  state: HallState,
  announce: AnnounceConfig,
): Record<string, unknown> {
  const node = nodeOf(announce, device);
  const components = componentsOf(device, state, announce).map(([key, component]) => [
    key,
    { ...component, unique_id: `${node}-${key}` },
  ]);
  const present = "{{ 'online' if value == 'online' else 'offline' }}";
  return {
    device: {
      identifiers: [node],
      name: device.name[announce.language],
      manufacturer: ORIGIN,
      model: device.driver,
    },
    origin: { name: ORIGIN },
    components: Object.fromEntries(components) as unknown,
    state_topic: deviceTopic(announce, device, 'state'),
    availability: [
      { topic: bridgeTopic(announce) },
      { topic: deviceTopic(announce, device, 'availability'), value_template: present },
    ],
    availability_mode: 'all',
    qos: 1,
  };
}

function componentsOf(
  device: PublicDevice,
  state: HallState,
  announce: AnnounceConfig,
): [string, Component][] {
  const { id, kind, actions = [] } = device;
  const name = (key: keyof typeof words) => words[key][announce.language];
  const kinds = happenings[kind];
  const shows = actions.includes('showText') && announce.commands.includes('showText');
  const list: [string, Component | false | undefined][] = [
    [
      'connection',
      {
        ...{ platform: 'binary_sensor', device_class: 'connectivity', entity_category: 'diagnostic' },
        name: name('connection'),
        state_topic: deviceTopic(announce, device, 'availability'),
        value_template: "{{ 'online' if value == 'online' else 'offline' }}",
        ...{ payload_on: 'online', payload_off: 'offline' },
        // Its being away is what it tells.
        availability: [{ topic: bridgeTopic(announce) }],
      },
    ],
    [
      'contact',
      (kind === 'contact' || state.contacts[id] !== undefined) && {
        ...{ platform: 'binary_sensor', device_class: 'door', name: name('contact') },
        value_template: "{{ value_json.contact if value_json.contact in ['open', 'closed'] else 'None' }}",
        ...{ payload_on: 'open', payload_off: 'closed' },
      },
    ],
    [
      'battery',
      state.devices[id]?.battery !== undefined && {
        ...{ platform: 'sensor', device_class: 'battery', unit_of_measurement: '%', name: name('battery') },
        value_template: '{{ value_json.battery }}',
      },
    ],
    ['paper', kind === 'printer' && sensor(name('paper'), 'value_json.printer.paper')],
    ['fault', kind === 'printer' && sensor(name('fault'), 'value_json.printer.fault')],
    ['text', kind === 'display' && sensor(name('text'), 'value_json.text')],
    ['show', shows && textField(name('show'), device, announce)],
    [
      'open',
      kind === 'locker' &&
        sensor(name('open'), "value_json.channels | default([]) | select('eq', 'open') | list | count"),
    ],
    [
      'event',
      kinds && {
        ...{ platform: 'event', name: name('event'), event_types: kinds },
        state_topic: deviceTopic(announce, device, 'event'),
      },
    ],
    ...toldValues(device, state).map((value): [string, Component] => [keyOf(value), measure(value)]),
  ];
  return list.flatMap(([key, component]) => (component ? [[key, component] as [string, Component]] : []));
}

function sensor(name: string, expression: string): Component {
  return { platform: 'sensor', name, value_template: `{{ ${expression} }}` };
}

/** A text that is typed in Home Assistant: a command that is too late after ten seconds. */
function textField(name: string, device: PublicDevice, announce: AnnounceConfig): Component {
  const now = '(now().timestamp() * 1000) | int';
  return {
    ...{ platform: 'text', name, max: 200 },
    value_template: "{{ value_json.text | default('') }}",
    command_topic: deviceTopic(announce, device, 'cmd'),
    command_template: `{"id":"ha-{{ ${now} }}","name":"showText","data":{"text":{{ value | tojson }}},"expires_at":{{ ${now} + 10000 }}}`,
  };
}

function measure(value: DeviceValue): Component {
  const said = `value_json['readings']['${keyOf(value)}']['value']`;
  if (typeof value.value === 'boolean') {
    return {
      ...{ platform: 'binary_sensor', name: value.name },
      value_template: `{{ 'ON' if ${said} else 'OFF' }}`,
    };
  }
  const kind = value.unit !== undefined ? classOfUnit[value.unit] : undefined;
  return {
    ...sensor(value.name, said),
    ...(value.unit !== undefined ? { unit_of_measurement: value.unit } : {}),
    ...(kind !== undefined ? { device_class: kind } : {}),
  };
}
