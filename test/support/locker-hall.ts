import { runningHall, tcpLine, type RunningHall } from './running.ts';
import { Screen } from './screen.ts';
import { servedLockBoard } from './simulated.ts';
import { until } from './until.ts';

/** A running hall with a lock board on a line, and a clerk with a box: door 1, switch 9. */
export interface LockerHall {
  hall: RunningHall;
  screen: Screen;
  /** The clerk opens the door, lays the phone in or takes it out, and shuts the door. */
  phone(where: 'in' | 'out'): Promise<void>;
  /** The board answers nothing any more. */
  unplug(): void;
}

/** Starts it, and waits until the board has said what it knows. */
export async function lockerHall(graceSeconds = 0): Promise<LockerHall> {
  const { board, served, port } = await servedLockBoard();
  const hall = await runningHall({
    lines: [tcpLine('locker', port)],
    devices: [
      {
        id: 'phones',
        driver: 'lock-8a',
        line: 'locker',
        settings: { address: 1, channels: 16, groups: 2, feedback: 'shortWhenLocked' },
      },
    ],
    clerks: [{ id: 'c1', number: '101', name: '王小明', slot: { device: 'phones', door: 1, phone: 9 } }],
    windows: [{ id: '1', number: 1, services: ['A', 'B'], clerk: 'c1' }],
    services: ['A', 'B'].map((id) => ({ id, prefix: id, name: { zh: `业务${id}`, en: `Service ${id}` } })),
    discipline: { graceSeconds },
    // Duty ends when the hall closes; the tests are run at any hour.
    hours: { open: '00:00', close: '23:59' },
  });
  const screen = await Screen.watching(hall.url);
  // No screen is told of a switch under a phone: the hall itself is asked.
  const says = (channel: number, state: 'open' | 'closed') =>
    until(
      () => (hall.bridge.live.state.lockers['phones']?.[channel - 1] === state ? true : null),
      `channel ${channel} ${state}`,
    );
  const move = async (channel: number, state: 'open' | 'closed') => {
    board.set(channel, state);
    await says(channel, state);
  };
  await says(9, 'open');
  return {
    hall,
    screen,
    async phone(where) {
      await move(1, 'open');
      await move(9, where === 'in' ? 'closed' : 'open');
      await move(1, 'closed');
    },
    unplug() {
      served.receiver = () => undefined;
    },
  };
}
