import type { BrokerInput } from '../../shared/config/line.ts';
import { usualClasses } from '../../shared/config/queue.ts';
import type { HallInput } from '../../shared/config/schema.ts';

type Transport = NonNullable<HallInput['lines']>[number]['transport'];
type Device = NonNullable<HallInput['devices']>[number];

/** How the lines of the demo hall are reached. */
export interface Endpoints {
  /** Asked for the lines that carry bytes. */
  transportOf(line: string): Transport;
  broker: BrokerInput;
}

const windowNumbers = [1, 2, 3, 4, 5, 6, 7, 8];

/** The lines of the demo hall that carry bytes, in the order of their TCP ports. */
export const byteLines: readonly string[] = [
  'bus-1',
  'bus-2',
  'printer-1',
  'printer-2',
  'lockers',
  'sign-hall',
  ...windowNumbers.map((number) => `sign-${number}`),
];

/** The line of everything that speaks MQTT. */
const messageLine = 'mqtt';

/** Lines behind TCP, one port after the other. */
export function tcpEndpoints(host: string, basePort: number, broker: BrokerInput): Endpoints {
  return {
    transportOf: (line) => ({ kind: 'tcp', host, port: basePort + byteLines.indexOf(line) }),
    broker,
  };
}

/** Lines behind serial ports, named after the line in one folder. */
export function serialEndpoints(folder: string, broker: BrokerInput): Endpoints {
  return {
    transportOf: (line) => ({
      kind: 'serial',
      path: `${folder}/${line}`,
      baudRate: line.startsWith('sign') ? 57600 : 9600,
    }),
    broker,
  };
}

type Skills = Omit<HallInput['windows'][number], 'id' | 'number'>;

/**
 * What each window may serve. Every service stands at an odd and at an even window, since
 * the two go to lunch one after the other. The last is the window of the green channel
 * 绿色通道, which helps those who wait long for something else.
 */
const skills: Record<number, Skills> = {
  1: { services: ['filing', 'invoices', 'social'], transferTo: 'registration' },
  2: { services: ['filing', 'invoices', 'agency'], transferTo: 'registration' },
  3: { services: ['filing', 'registration'], transferTo: 'invoices' },
  4: { services: ['filing', 'agency', 'social'], transferTo: 'registration' },
  5: { services: ['filing', 'invoices'], transferTo: 'agency' },
  6: { services: ['filing', 'registration', 'cancellation'], transferTo: 'invoices', expert: true },
  7: { services: ['registration', 'agency', 'cancellation'], transferTo: 'filing' },
  8: {
    services: ['invoices'],
    transferTo: 'filing',
    lend: { services: ['agency', 'social'], afterMinutes: 3 },
  },
};

/** The demo: a small tax service hall with eight windows and every kind of device. */
export function demoHall(endpoints: Endpoints): HallInput {
  return {
    name: { zh: '示范区办税服务厅', en: 'Demo District Tax Service Hall' },
    zone: 'Asia/Shanghai',
    hours: { open: '08:30', close: '17:30' },
    services: [
      {
        ...{ id: 'filing', prefix: 'A', name: { zh: '申报纳税', en: 'Tax filing' }, minutes: 7 },
        group: 'taxes',
      },
      {
        ...{ id: 'invoices', prefix: 'B', name: { zh: '发票领用', en: 'Invoice collection' }, minutes: 4 },
        ...{ group: 'invoicing', class: 'green', promiseMinutes: 20 },
      },
      {
        ...{ id: 'registration', prefix: 'C', name: { zh: '税务登记', en: 'Tax registration' }, minutes: 10 },
        ...{ group: 'business', promiseMinutes: 40 },
      },
      {
        ...{ id: 'agency', prefix: 'D', name: { zh: '代开发票', en: 'Invoicing on behalf' }, minutes: 7 },
        group: 'invoicing',
      },
      {
        ...{ id: 'social', prefix: 'E', name: { zh: '社保费', en: 'Social insurance' }, minutes: 5 },
        group: 'taxes',
      },
      {
        ...{ id: 'cancellation', prefix: 'F', name: { zh: '注销清税', en: 'Deregistration' }, minutes: 15 },
        group: 'business',
      },
    ],
    groups: [
      { id: 'taxes', name: { zh: '申报与缴费', en: 'Filing and paying' } },
      { id: 'invoicing', name: { zh: '发票', en: 'Invoices' } },
      { id: 'business', name: { zh: '登记与注销', en: 'Registration' } },
    ],
    classes: [
      ...usualClasses,
      {
        ...{ id: 'green', name: { zh: '绿色通道', en: 'Green channel' }, mark: { zh: '绿', en: 'Gr' } },
        rule: { kind: 'ratio', every: 3 },
      },
    ],
    windows: windowNumbers.map((number) => ({
      ...{ id: `w${number}`, number, clerk: `c${number}` },
      ...skills[number]!,
    })),
    clerks: windowNumbers.map((number) => ({
      ...{ id: `c${number}`, number: `10${number}` },
      slot: { device: 'lockers', door: number, phone: 24 + number },
    })),
    lines: [
      ...byteLines.map((id) => ({ id, transport: endpoints.transportOf(id) })),
      { id: messageLine, transport: { kind: 'mqtt', ...endpoints.broker } },
    ],
    devices: [...windowNumbers.flatMap(windowDevices), ...hallDevices()],
    displays: {
      notices: [
        { id: 'season', text: '征期请错峰办理，可先网上预约' },
        { id: 'online', text: '电子税务局二十四小时可办', displays: ['hall'] },
      ],
    },
    duty: { leaders: ['王建国', '李文静', '陈志远', '赵晓梅'], from: '2026-01-05', button: 'button-leader' },
    ledger: { owners: ['征管科', '税源管理科', '信息中心', '人事教育科'] },
  };
}

function windowDevices(number: number): Device[] {
  const window = `w${number}`;
  const line = number <= 4 ? 'bus-1' : 'bus-2';
  const settings = { address: ((number - 1) % 4) + 1 };
  const name = (zh: string, en: string) => ({ zh: `${number}号窗口${zh}`, en: `Window ${number} ${en}` });
  return [
    { id: `pad-${number}`, name: name('呼叫器', 'call pad'), driver: 'ff68-pad', line, window, settings },
    {
      id: `evaluator-${number}`,
      name: name('评价器', 'evaluator'),
      driver: 'ff68-evaluator',
      line,
      window,
      settings,
    },
    {
      id: `sign-${number}`,
      name: name('屏', 'sign'),
      driver: 'onbon-bx5k',
      line: `sign-${number}`,
      window,
      settings: { screen: number, width: 192, height: 32 },
    },
  ];
}

function hallDevices(): Device[] {
  const zigbee = (id: string, kind: 'contact' | 'button', zh: string, en: string): Device => ({
    id,
    name: { zh, en },
    driver: `zigbee2mqtt-${kind}`,
    line: messageLine,
    settings: { device: `hall/${id}` },
  });
  return [
    {
      id: 'sign-hall',
      name: { zh: '大厅叫号屏', en: 'Hall sign' },
      driver: 'onbon-bx5k',
      line: 'sign-hall',
      settings: { screen: 100, width: 384, height: 64 },
    },
    ...[1, 2].flatMap((number): Device[] => [
      {
        id: `printer-${number}`,
        name: { zh: `${number}号取号机打印机`, en: `Ticket printer ${number}` },
        driver: 'escpos-printer',
        line: `printer-${number}`,
      },
      {
        id: `kiosk-${number}`,
        name: { zh: `${number}号取号机`, en: `Ticket kiosk ${number}` },
        driver: 'kiosk-mqtt',
        line: messageLine,
        settings: { kiosk: `kiosk-${number}`, printer: `printer-${number}` },
      },
    ]),
    {
      id: 'kiosk-guide',
      name: { zh: '导税台取号机', en: "Guide's kiosk" },
      driver: 'kiosk-mqtt',
      line: messageLine,
      settings: { kiosk: 'kiosk-guide', printer: 'printer-1', attended: true },
    },
    {
      id: 'bookings',
      name: { zh: '网上预约', en: 'Appointments on the net' },
      driver: 'booking-mqtt',
      line: messageLine,
      settings: { topic: 'hall/bookings' },
    },
    {
      id: 'lockers',
      name: { zh: '手机存放柜', en: 'Phone lockers' },
      driver: 'lock-8a',
      line: 'lockers',
      // Channels 1 to 24 are doors, 25 to 48 the switches under the phones; the board has 50.
      settings: { address: 1, channels: 48, groups: 7, feedback: 'shortWhenLocked' },
    },
    zigbee('door-lockers', 'contact', '手机柜外门', 'Locker room door'),
    zigbee('door-fire', 'contact', '消防通道门', 'Fire exit'),
    zigbee('door-server', 'contact', '机房门', 'Server room door'),
    zigbee('button-entrance', 'button', '导税求助', 'Guide call at the entrance'),
    zigbee('button-desk', 'button', '咨询台', 'Enquiry desk'),
    zigbee('button-leader', 'button', '值班主任在场键', "Leader's button"),
  ];
}
