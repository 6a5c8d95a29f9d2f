import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../bridge/clock/clock.ts';
import { Shelf } from '../../bridge/profiles/shelf.ts';
import { createLog, type Log } from '../../bridge/log.ts';
import { runHall, sourceOf, type Running } from '../../bridge/run.ts';
import type { HallConfig, HallInput } from '../../shared/config/schema.ts';
import type { LineStatus, LinesReport } from '../../shared/channel.ts';
import { temporaryFolder } from './folder.ts';
import { smallHall } from './hall.ts';
import { until } from './until.ts';

/** A bridge in this process with everything real: journal, lines, broker and server. */
export interface RunningHall extends Running {
  folder: string;
  hall: HallConfig;
  /** What the lines and devices are doing now. */
  report(): Promise<LinesReport>;
  /** The line, once it is as wanted. */
  line(id: string, wanted?: (line: LineStatus) => boolean): Promise<LineStatus>;
}

export interface RunningParts {
  /** Where an earlier life of the hall left its journal. */
  folder?: string;
  remoteAllowed?: boolean;
  log?: Log;
  /** The time the hall lives by, if not that of the machine. */
  clock?: Clock;
}

/** Starts a small hall, by default without devices; it ends with the test at the latest. */
export async function runningHall(
  more: Partial<HallInput> = {},
  { folder = temporaryFolder(), remoteAllowed = false, log = createLog('silent'), clock }: RunningParts = {},
): Promise<RunningHall> {
  const hall = smallHall({ broker: { port: 0 }, ...more });
  const settings = {
    ...{ host: '127.0.0.1', port: 0, data: folder, config: null, remoteAllowed },
    ...{ logLevel: 'silent', language: 'en' as const },
  };
  const source = sourceOf(hall, folder);
  const running = await runHall({
    source,
    settings,
    shelf: await Shelf.open(join(folder, 'profiles')),
    log,
    demo: false,
    ...(clock ? { clock } : {}),
  });
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= running.stop());
  onTestFinished(stop);
  const report = async () => (await (await fetch(`${running.url}/api/devices`)).json()) as LinesReport;
  const line = async (id: string, wanted: (line: LineStatus) => boolean = () => true) => {
    const isThere = async () => {
      const found = (await report()).lines.find((one) => one.id === id);
      return found && wanted(found) ? found : null;
    };
    return until(isThere, `line ${id}`);
  };
  return { ...running, folder, hall, stop, report, line };
}

/** A line of the configuration that reaches a serial device server at a port of this machine. */
export function tcpLine(id: string, port: number) {
  return { id, transport: { kind: 'tcp' as const, host: '127.0.0.1', port } };
}

/** The line of the broker inside the bridge. */
export const embeddedLine = { id: 'mqtt', transport: { kind: 'mqtt' as const, url: 'embedded' } };
