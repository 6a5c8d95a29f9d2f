/** The composition root: reads the settings, runs the hall, ends it on a signal. */
import { loadHall } from './config/load.ts';
import { languageOf, readSettings, type Settings } from './config/settings.ts';
import { prepareDemo } from './demo/demo.ts';
import { progressLine } from './demo/progress.ts';
import { loadCatalog } from './profiles/catalog.ts';
import { explain } from './explain.ts';
import { createLog } from './log.ts';
import { runHall, type Running } from './run.ts';

async function start(settings: Settings): Promise<() => Promise<void>> {
  const log = createLog(settings.logLevel);
  const drivers = await loadCatalog();
  if (settings.config !== null) {
    const hall = loadHall(settings.config, drivers, settings.language);
    const running = await runHall({ hall, settings, drivers, log, demo: false });
    announce(running, hall.name[settings.language], settings);
    return running.stop;
  }
  const progress = progressLine(process.stderr, settings.language);
  const demo = await prepareDemo({
    drivers,
    folder: settings.data,
    log,
    logLevel: settings.logLevel,
    now: Date.now(),
    progress,
  });
  const running = await runHall({ hall: demo.hall, settings, drivers, log, demo: true });
  const detach = await demo.attach(running.brokerUrl ?? '');
  announce(running, demo.hall.name[settings.language], settings);
  return async () => {
    await running.stop();
    await detach();
  };
}

function announce({ url }: Running, name: string, { language }: Settings): void {
  const words =
    language === 'zh'
      ? ['厅况 Hallwatch', '大屏', '设备', '日报']
      : ['Hallwatch', 'wall', 'devices', 'daily'];
  const [title, wall, devices, daily] = words;
  process.stdout.write(
    `${title} · ${name}\n  ${wall}  ${url}/wall\n  ${devices}  ${url}/devices\n  ${daily}  ${url}/daily\n`,
  );
}

let port = 0;
try {
  const settings = readSettings(process.env);
  port = settings.port;
  const stop = await start(settings);
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal does not wait for a line that hangs.
      if (isEnding) process.exit(1);
      isEnding = true;
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${explain(error, port, languageOf(process.env))}\n`);
  process.exit(1);
}
