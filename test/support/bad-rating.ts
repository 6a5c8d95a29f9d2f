import type { HallEvent } from '../../shared/events/index.ts';
import type { HallInput } from '../../shared/config/schema.ts';
import { runningHall, tcpLine } from './running.ts';
import { Screen } from './screen.ts';
import { SerialServer } from './serial-server.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';
const startKey = 'FF 68 04 04 68 01 01 01 0F 12 16';
const finishKey = 'FF 68 03 03 68 01 01 0B 0D 16';
/** The key of 不满意 on the evaluator at address 1. */
const badKey = 'FF 68 03 03 68 01 11 00 12 16';

/** A hall where somebody has just been served at window 1, with real pads and a screen that watches. */
export async function hallWithService(more: Partial<HallInput> = {}, folder?: string) {
  const bus = await SerialServer.listen();
  const hall = await runningHall(
    {
      lines: [tcpLine('bus', bus.port)],
      devices: [
        { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1', name: { zh: '呼叫器', en: 'Pad' } },
        {
          id: 'stars-1',
          driver: 'ff68-evaluator',
          line: 'bus',
          window: '1',
          name: { zh: '评价器', en: 'Stars' },
        },
      ],
      ...more,
    },
    folder === undefined ? {} : { folder },
  );
  await bus.connected();
  const screen = await Screen.watching(hall.url);
  /** Serves a ticket to its end and rates it badly. */
  const rateBadly = async (): Promise<HallEvent<'ledger.opened'>> => {
    await screen.command('issueTicket', { service: 'A' });
    await bus.say(callKey);
    await screen.sees('ticket.called');
    await bus.say(startKey);
    await screen.sees('ticket.started');
    await bus.say(finishKey);
    await screen.sees('ticket.finished');
    await bus.say(badKey);
    return screen.sees('ledger.opened');
  };
  return { hall, screen, bus, rateBadly };
}
