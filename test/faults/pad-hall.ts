/** A hall with one call pad on a TCP line, as a program of its own that can be killed. */
import { parseHall } from '../../bridge/config/load.ts';
import { join } from 'node:path';
import { Shelf } from '../../bridge/profiles/shelf.ts';
import { createLog } from '../../bridge/log.ts';
import { runHall, sourceOf } from '../../bridge/run.ts';

const [folder = '', port = '0'] = process.argv.slice(2);
const shelf = await Shelf.open(join(folder, 'profiles'));
const hall = parseHall(
  `
name: { zh: 测试厅, en: Test hall }
services: [{ id: a, prefix: A, name: { zh: 申报, en: Filing } }]
windows: [{ id: w1, number: 1, services: [a] }]
lines: [{ id: bus, transport: { kind: tcp, host: 127.0.0.1, port: ${port} } }]
devices: [{ id: pad-1, driver: ff68-pad, line: bus, window: w1, settings: { address: 1 } }]
`,
  'pad-hall.yaml',
  shelf.drivers,
  'en',
);
const settings = {
  host: '127.0.0.1',
  port: 0,
  data: folder,
  config: null,
  remoteAllowed: false,
  logLevel: 'silent',
  language: 'en' as const,
};
const { url } = await runHall({
  source: sourceOf(hall, settings.data),
  settings,
  shelf,
  log: createLog('silent'),
  demo: false,
});
process.send?.({ url });
