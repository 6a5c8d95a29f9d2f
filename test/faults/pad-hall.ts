/** A hall with one call pad on a TCP line, as a program of its own that can be killed. */
import { parseHall } from '../../bridge/config/load.ts';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import { createLog } from '../../bridge/log.ts';
import { runHall, sourceOf } from '../../bridge/run.ts';

const [folder = '', port = '0'] = process.argv.slice(2);
const drivers = await loadCatalog();
const hall = parseHall(
  `
name: { zh: 测试厅, en: Test hall }
services: [{ id: a, prefix: A, name: { zh: 申报, en: Filing } }]
windows: [{ id: w1, number: 1, services: [a] }]
lines: [{ id: bus, transport: { kind: tcp, host: 127.0.0.1, port: ${port} } }]
devices: [{ id: pad-1, driver: ff68-pad, line: bus, window: w1, settings: { address: 1 } }]
`,
  'pad-hall.yaml',
  drivers,
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
  drivers,
  log: createLog('silent'),
  demo: false,
});
process.send?.({ url });
