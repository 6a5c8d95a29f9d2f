import { describe, expect, it } from 'vitest';
import { loadHall, parseHall } from '../../../bridge/config/load.ts';
import { ConfigError } from '../../../bridge/schemas/mistake.ts';
import { loadCatalog } from '../../../bridge/profiles/catalog.ts';
import { temporaryFolder } from '../../support/folder.ts';

const drivers = await loadCatalog();

const good = `name: { zh: 小厅, en: Small hall }
services:
  - { id: a, prefix: A, name: { zh: 申报, en: Filing } }
  - { id: b, prefix: B, name: { zh: 发票, en: Invoices } }
windows:
  - { id: w1, number: 1, services: [a] }
lines:
  - { id: bus, transport: { kind: serial, path: /dev/pads } }
  - { id: mqtt, transport: { kind: mqtt, url: embedded } }
devices:
  - id: pad-1
    driver: ff68-pad
    line: bus
    window: w1
    settings: { address: 1 }
`;

/** The reports on a text, one a mistake, without the title. */
function reports(text: string, language: 'zh' | 'en'): string[] {
  try {
    parseHall(text, 'hall.yaml', drivers, language);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** The good file with one thing changed. */
const but = (from: string, to: string) => {
  if (!good.includes(from)) throw new Error(`nothing to change: ${from}`);
  return good.replace(from, to);
};

it('a good configuration is taken, with every default filled in', () => {
  const hall = parseHall(good, 'hall.yaml', drivers, 'en');
  expect(hall).toMatchObject({
    zone: 'Asia/Shanghai',
    dayStart: '00:00',
    broker: { host: '127.0.0.1', port: 1883 },
    services: [{ id: 'a', minutes: 8 }, { id: 'b' }],
    lines: [{ transport: { kind: 'serial', baudRate: 9600, parity: 'none' } }, { id: 'mqtt' }],
  });
});

/** What is wrong, the file with it, and the report in both languages. */
const mistakes: [name: string, text: string, en: string, zh: string][] = [
  [
    'a kiosk that prints on what is not there',
    `${good}  - { id: k, driver: kiosk-mqtt, line: mqtt, settings: { kiosk: k1, printer: printer-9 } }\n`,
    '16:78  devices[1].settings.printer: there is no device "printer-9" to print on; the hall has none: add one first, or leave this out',
    '16:78  devices[1].settings.printer: 没有设备“printer-9”，取号机无处出票；本厅还没有号票打印机：请先添加一台，或删去此项',
  ],
  [
    'a kiosk that prints on what prints nothing',
    `${but('  - { id: mqtt,', '  - { id: paper, transport: { kind: tcp, host: 10.0.0.9, port: 9100 } }\n  - { id: mqtt,')}  - { id: printer-1, driver: escpos-printer, line: paper }
  - { id: k, driver: kiosk-mqtt, line: mqtt, settings: { kiosk: k1, printer: pad-1 } }
`,
    '18:78  devices[2].settings.printer: the device "pad-1" prints no tickets, and a kiosk prints on a ticket printer; choose one of printer-1',
    '18:78  devices[2].settings.printer: 设备“pad-1”不能打印号票，取号机要在打印机上出票；可用：printer-1',
  ],
  [
    'an unknown field',
    but('    line: bus', '    lien: bus\n    line: bus'),
    '13:5  devices[0].lien: no such field: check the spelling or remove it',
    '13:5  devices[0].lien: 没有这个字段，请检查拼写或删除',
  ],
  [
    'a missing field',
    but('    driver: ff68-pad\n', ''),
    '11:5  devices[0].driver: is missing: give text',
    '11:5  devices[0].driver: 缺少此项，应为文字',
  ],
  [
    'a field left empty',
    but('driver: ff68-pad', 'driver:'),
    '12:12  devices[0].driver: is missing: give text',
    '12:12  devices[0].driver: 缺少此项，应为文字',
  ],
  [
    'a number where text is meant',
    but('id: w1,', 'id: 1,'),
    '6:11  windows[0].id: expected text: put it in quotes, "1"',
    '6:11  windows[0].id: 应为文字，请加引号："1"',
  ],
  [
    'text where a number is meant',
    but('number: 1', 'number: one'),
    '6:23  windows[0].number: expected a number',
    '6:23  windows[0].number: 应为数',
  ],
  [
    'a broken number where a whole one is meant',
    but('number: 1', 'number: 1.5'),
    '6:23  windows[0].number: expected a whole number',
    '6:23  windows[0].number: 应为整数',
  ],
  [
    'one value where a list is meant',
    but('services: [a]', 'services: a'),
    '6:36  windows[0].services: expected a list (each entry begins with "- ")',
    '6:36  windows[0].services: 应为列表（每项以“- ”开头）',
  ],
  [
    'an empty list',
    but('services: [a]', 'services: []'),
    '6:36  windows[0].services: must be at least 1 entry',
    '6:36  windows[0].services: 至少 1 项',
  ],
  [
    'too large a number',
    but('number: 1', 'number: 1000'),
    '6:23  windows[0].number: must be at most 999',
    '6:23  windows[0].number: 至多 999',
  ],
  [
    'a number that must be more than nothing',
    but('lines:', 'targets: { waitMinutes: 0 }\nlines:'),
    '7:25  targets.waitMinutes: must be more than 0',
    '7:25  targets.waitMinutes: 应大于 0',
  ],
  [
    'an id of other signs',
    but('id: pad-1', 'id: 呼叫器'),
    '11:9  devices[0].id: use letters, digits and "-", at most 40 characters',
    '11:9  devices[0].id: 仅限字母、数字和“-”，至多 40 个字符',
  ],
  [
    'a prefix that is no letter',
    but('prefix: A', 'prefix: a1'),
    '3:22  services[0].prefix: expected one capital letter',
    '3:22  services[0].prefix: 应为一个大写字母',
  ],
  [
    'a time that is none',
    but('lines:', 'dayStart: "25:00"\nlines:'),
    '7:11  dayStart: expected a time such as 08:30',
    '7:11  dayStart: 应为时间，如 08:30',
  ],
  [
    'a hall that closes before it opens',
    but('lines:', 'hours: { open: "17:00", close: "08:00" }\nlines:'),
    '7:8  hours: the hall must open before it closes',
    '7:8  hours: 开门时间应早于关门时间',
  ],
  [
    'a zone that is none',
    but('lines:', 'zone: Mars/Olympus\nlines:'),
    '7:7  zone: expected an IANA time zone such as Asia/Shanghai',
    '7:7  zone: 应为 IANA 时区名，如 Asia/Shanghai',
  ],
  [
    'thresholds that do not rise',
    but('lines:', 'targets: { clearingMinutes: [20, 10, 40] }\nlines:'),
    '7:29  targets.clearingMinutes: expected three rising numbers',
    '7:29  targets.clearingMinutes: 应为三个递增的数',
  ],
  [
    'an id that is there twice',
    but('id: b,', 'id: a,'),
    '4:11  services[1].id: "a" is used twice',
    '4:11  services[1].id: “a”用了两次，请各取不同的',
  ],
  [
    'a window with a service that is not there',
    but('services: [a]', 'services: [a, c]'),
    '6:40  windows[0].services[1]: there is no service "c"; known: a, b',
    '6:40  windows[0].services[1]: 没有业务“c”，可用：a, b',
  ],
  [
    'a transfer to a service that is not there',
    but('services: [a]', 'services: [a], transferTo: c'),
    '6:53  windows[0].transferTo: there is no service "c"; known: a, b',
    '6:53  windows[0].transferTo: 没有业务“c”，可用：a, b',
  ],
  [
    'a device at a window that is not there',
    but('window: w1', 'window: w9'),
    '14:13  devices[0].window: there is no window "w9"; known: w1',
    '14:13  devices[0].window: 没有窗口“w9”，可用：w1',
  ],
  [
    'a device on a line that is not there',
    but('line: bus', 'line: bas'),
    '13:11  devices[0].line: there is no line "bas"; known: bus, mqtt',
    '13:11  devices[0].line: 没有线路“bas”，可用：bus, mqtt',
  ],
  [
    'a kind of line that is not there',
    but('kind: serial', 'kind: usb'),
    '8:35  lines[0].transport.kind: expected one of: serial, tcp, rfc2217, udp, mqtt, tasmotaSerial',
    '8:35  lines[0].transport.kind: 应为以下之一：serial、tcp、rfc2217、udp、mqtt、tasmotaSerial',
  ],
  [
    'a value that is not among those there are',
    but('path: /dev/pads', 'path: /dev/pads, parity: mark'),
    '8:68  lines[0].transport.parity: expected one of: none, even, odd',
    '8:68  lines[0].transport.parity: 应为以下之一：none、even、odd',
  ],
  [
    'a number that is not among those there are',
    but('path: /dev/pads', 'path: /dev/pads, dataBits: 9'),
    '8:70  lines[0].transport.dataBits: expected one of: 7, 8',
    '8:70  lines[0].transport.dataBits: 应为以下之一：7、8',
  ],
  [
    'an address of a broker that is none',
    but('url: embedded', 'url: http://broker'),
    '9:47  lines[1].transport.url: expected mqtt://host:port or embedded',
    '9:47  lines[1].transport.url: 应为 mqtt://主机:端口 或 embedded',
  ],
  [
    'a driver on a line that carries something else',
    but('line: bus', 'line: mqtt'),
    '13:11  devices[0].line: driver ff68-pad cannot use the line "mqtt": it needs serial, TCP, RFC 2217 or UDP',
    '13:11  devices[0].line: 驱动 ff68-pad 不能用在线路“mqtt”上：它需要串口、TCP、RFC 2217 或 UDP',
  ],
  [
    'settings that the driver does not know',
    but('{ address: 1 }', '{ adress: 1 }'),
    '15:17  devices[0].settings.adress: no such field: check the spelling or remove it',
    '15:17  devices[0].settings.adress: 没有这个字段，请检查拼写或删除',
  ],
  [
    'settings that the driver cannot take',
    but('{ address: 1 }', '{ address: 256 }'),
    '15:26  devices[0].settings.address: must be at most 255',
    '15:26  devices[0].settings.address: 至多 255',
  ],
  [
    'a name in settings that cannot be',
    but('{ address: 1 }', '{ keys: { 999: call } }'),
    '15:25  devices[0].settings.keys.999: a key is 0 to 255',
    '15:25  devices[0].settings.keys.999: 按键代码应为 0 到 255',
  ],
  [
    'two devices in one place',
    `${good}  - { id: pad-2, driver: ff68-pad, line: bus }\n`,
    '16:5  devices[1].settings: "pad-2" has the same line and address as "pad-1": give it another address',
    '16:5  devices[1].settings: “pad-2”与设备“pad-1”同在一条线路、同一地址，请换一个地址',
  ],
  [
    'two protocols on one line',
    `${good}  - { id: locker, driver: lock-8a, line: bus }\n`,
    '16:42  devices[1].line: the line "bus" already speaks ff68; a device that speaks lock-8a needs a line of its own',
    '16:42  devices[1].line: 线路“bus”上已有 ff68 协议的设备，不能再接 lock-8a 协议的',
  ],
  [
    'two lines at one port',
    but('lines:\n', 'lines:\n  - { id: other, transport: { kind: serial, path: /dev/pads } }\n'),
    '9:27  lines[1].transport: /dev/pads is already used by the line "other": "bus" cannot have it too; put its devices on that line',
    '9:27  lines[1].transport: /dev/pads 已被线路“other”占用，“bus”不能再用，请把设备放到那条线路上',
  ],
];

describe('a configuration with a mistake', () => {
  it.each(mistakes)(
    '%s is told by file, line, column and field, with what would be right',
    (_name, text, en, zh) => {
      expect(reports(text, 'en')).toEqual([`hall.yaml:${en}`]);
      expect(reports(text, 'zh')).toEqual([`hall.yaml:${zh}`]);
    },
  );

  it('and a driver that is not there is told those there are', () => {
    const text = but('driver: ff68-pad', 'driver: ff68');
    const [en] = reports(text, 'en');
    expect(en).toMatch(
      /^hall\.yaml:12:13 {2}devices\[0\]\.driver: there is no driver "ff68"; known: .*ff68-pad/,
    );
    expect(reports(text, 'zh')[0]).toMatch(/没有驱动“ff68”，可用：.*ff68-pad/);
  });

  it('that has several is told all of them at once', () => {
    const text = but('number: 1', 'number: 0, nummer: 1, colour: red').replace('prefix: A', 'prefix: aa');
    expect(reports(text, 'en').map((one) => one.split(' ')[2])).toEqual([
      'services[0].prefix:',
      'windows[0].number:',
      'windows[0].nummer:',
      'windows[0].colour:',
    ]);
  });

  it('never starts, whatever the mistake', () => {
    for (const [, text] of mistakes) {
      expect(() => parseHall(text, 'hall.yaml', drivers, 'en')).toThrow(/nothing was started/);
      expect(() => parseHall(text, 'hall.yaml', drivers, 'zh')).toThrow(/没有启动/);
    }
  });
});

describe('a file that is no YAML', () => {
  it.each<[string, string, string, RegExp, RegExp]>([
    ['indented with tabs', 'name:\n\tzh: 小厅\n', '2:1', /spaces, not with tabs/, /请用空格/],
    ['with a field twice', `${good}name: { zh: 二, en: two }\n`, '16:1', /there twice/, /字段重复/],
    ['with an open bracket', but('services: [a]', 'services: [a'), '6:39', /brackets/, /括号/],
    ['with an open quote', but('path: /dev/pads', 'path: "/dev/pads'), '16:1', /quotes/, /引号/],
    ['indented unevenly', 'name:\n    zh: a\n  en: b\n', '3:1', /indentation/, /缩进|对齐/],
    ['of two halls', `${good}---\n${good}`, '16:1', /one hall/, /一份配置/],
    ['with a value that begins with a sign', but('path: /dev/pads', 'path: @pads'), '8:49', /quotes/, /引号/],
    [
      'with aliases without end',
      `a: &a [x,x]\nb: &b [${'*a,'.repeat(40)}]\nc: [${'*b,'.repeat(40)}]\n`,
      '\\d+:\\d+',
      /too much/,
      /展开/,
    ],
  ])('%s is told by line and column what to do', (_name, text, place, en, zh) => {
    const [first] = reports(text, 'en');
    expect(first).toMatch(new RegExp(`^hall\\.yaml:${place} {2}YAML: `));
    expect(first).toMatch(en);
    expect(reports(text, 'zh')[0]).toMatch(zh);
  });

  it.each([
    ['with an alias of nothing', 'name: *none\n'],
    ['with aliases without end', `a: &a [x,x]\nb: &b [${'*a,'.repeat(40)}]\nc: [${'*b,'.repeat(40)}]\n`],
    ['with an alias of what it stands in', but('settings: {', 'settings: &s { itself: *s,')],
    ['that is empty', ''],
    ['of a single word', 'hall'],
    ['of a list', '- a\n- b\n'],
    ['of nonsense', '\u0000\u0001{{{:::'],
  ])('%s is a mistake with a place, and no crash', (_name, text) => {
    for (const language of ['zh', 'en'] as const) {
      const found = reports(text, language);
      expect(found.length).toBeGreaterThan(0);
      for (const one of found) expect(one).toMatch(/^hall\.yaml:\d+:\d+ {2}\S/);
      if (language === 'zh') expect(found.join()).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('but has the Chinese of another encoding is told to be saved as UTF-8', () => {
    const text = Buffer.concat([
      Buffer.from('services: []\nname: { zh: '),
      Buffer.from([0xba, 0xc3]),
      Buffer.from(', en: x }\n'),
    ]).toString();
    expect(reports(text, 'en')).toEqual(['hall.yaml:2:13  the file is not UTF-8: save it as UTF-8']);
    expect(reports(text, 'zh')).toEqual(['hall.yaml:2:13  文件不是 UTF-8 编码，请另存为 UTF-8']);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['that is not there', (folder: string) => `${folder}/none.yaml`],
    ['that is a folder', (folder: string) => folder],
  ])('%s is named, with the setting that names it', (_name, fileIn) => {
    const file = fileIn(temporaryFolder());
    expect(() => loadHall(file, drivers, 'en')).toThrow(new RegExp(`${file}.*\\n.*HALL_CONFIG`));
    expect(() => loadHall(file, drivers, 'zh')).toThrow(new RegExp(`读不到配置文件 ${file}`));
  });
});
