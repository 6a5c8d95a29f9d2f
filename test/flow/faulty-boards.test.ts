import { expect, it, onTestFinished } from 'vitest';
import type { ByteDriver } from '../../bridge/drivers/driver.ts';
import { findDevice } from '../../bridge/profiles/find.ts';
import { runDevice, type ServedDevice } from '../../bridge/sim/device-command.ts';
import type { Faults } from '../../bridge/sim/ports/faults.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until } from '../support/until.ts';

const DOORS = 4;
const bad: Faults = { split: 0.4, merge: 0.05, drop: 0.05, duplicate: 0.1, noise: 0.3, late: 0.02 };
const worse: Faults = { ...bad, damage: 0.1, baud: 0.05 };

/** Winnsen has no check: with bits turned it says what is not so. */
const boards: Record<string, Faults> = {
  'kerong-cu48': { ...worse, unplug: 0.01 },
  'kerong-cu-0x60': worse,
  'kerong-cu16': worse,
  'lock-wkly': worse,
  winnsen: bad,
  'modbus-relay': worse,
};

async function served(id: string, faults: Faults): Promise<ServedDevice> {
  const { driver, profile } = (await findDevice(id))!;
  const settings = { channels: DOORS };
  const device = await runDevice(
    { driver: driver as ByteDriver, profile, settings, tcp: 0, faults, seed: 1 },
    () => undefined,
  );
  onTestFinished(() => device.stop());
  return device;
}

it.each(Object.entries(boards))(
  'a %s on a bad line is read as it is, and no other door is opened',
  async (id, faults) => {
    const device = await served(id, faults);
    // Winnsen is asked lock by lock.
    const pollMs = id === 'winnsen' ? 500 : 150;
    const hall = await runningHall({
      lines: [tcpLine('line', device.port)],
      devices: [{ id: 'board', driver: id, line: 'line', settings: { channels: DOORS, pollMs } }],
    });
    const screen = await Screen.watching(hall.url);
    const states = (wanted: string) =>
      until(() => (screen.state.lockers['board']?.join(' ') === wanted ? true : null), `${id}: ${wanted}`);
    await states('closed closed closed closed');
    device.type('2');
    await states('closed open closed closed');
    // An order that is lost is not sent again by itself: somebody asks again.
    const isOpen = () => screen.state.lockers['board']?.[2] === 'open';
    await until(async () => {
      if (!isOpen()) await screen.command('unlockDoor', { device: 'board', door: 3 });
      return isOpen() ? true : null;
    }, `${id}: door 3`);
    await states('closed open open closed');
    const moved = screen.all('locker.changed').flatMap(({ data }) => data.changes);
    expect(moved.filter(({ channel, state }) => state === 'open' && channel !== 2 && channel !== 3)).toEqual(
      [],
    );
    const { counters } = await hall.line('line', ({ counters }) => counters.noise > 0);
    expect(counters.frames).toBeGreaterThan(0);
  },
);
