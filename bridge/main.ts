/** The composition root: reads the settings, runs the hall, ends it on a signal. */
import { join, resolve } from 'node:path';
import { languageOf, readSettings, type Settings } from './config/settings.ts';
import { readSource, type HallSource } from './config/source.ts';
import { prepareDemo } from './demo/demo.ts';
import { progressLine } from './demo/progress.ts';
import { Shelf } from './profiles/shelf.ts';
import { explain } from './explain.ts';
import { createLog } from './log.ts';
import { runHall, type Running } from './run.ts';

async function start(settings: Settings): Promise<() => Promise<void>> {
  const { config, data, language, logLevel } = settings;
  const log = createLog(logLevel);
  const shelf = await Shelf.open(join(data, 'profiles'));
  const { drivers } = shelf;
  for (const { words } of shelf.unusable) process.stderr.write(`${words[language]}\n`);
  if (config !== null) {
    const source = await readSource({ file: resolve(config), data, drivers, language });
    const running = await runHall({ source, settings, shelf, log, demo: false });
    announce(running, source, settings);
    return running.stop;
  }
  const progress = progressLine(process.stderr, language);
  const { text, redirect, stands, attach } = await prepareDemo({
    ...{ drivers, log, logLevel, progress },
    folder: data,
    now: Date.now(),
  });
  const source = await readSource({ file: join(data, 'hall.yaml'), data, drivers, language, builtIn: text });
  const running = await runHall({ source, settings, shelf, log, demo: true, redirect, stands });
  const detach = await attach(running.brokerUrl ?? '');
  announce(running, source, settings);
  return async () => {
    await running.stop();
    await detach();
  };
}

function announce({ url }: Running, { hall, warning }: HallSource, { language }: Settings): void {
  if (warning !== null) process.stderr.write(`${warning}\n`);
  const name = hall.name[language];
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
