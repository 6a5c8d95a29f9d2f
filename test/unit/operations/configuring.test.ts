import { describe, expect, it } from 'vitest';
import { refuseBreaking } from '../../../bridge/operations/configuring.ts';
import type { HallInput } from '../../../shared/config/schema.ts';
import { emptyState } from '../../../shared/hall/state.ts';
import { localInstant } from '../../../shared/time.ts';
import { DATE, smallHall } from '../../support/hall.ts';

/** Whether a change may come into force at an hour of the day. */
function changing(more: Partial<HallInput>, hour: number, closed = false): () => void {
  const now = localInstant(DATE, hour * 60, 'Asia/Shanghai');
  const day = { date: DATE, openedAt: now - 1, openedSeq: 1, ...(closed ? { closedAt: now } : {}) };
  const present = { state: { ...emptyState(), day }, hall: smallHall(), now };
  return () => refuseBreaking(present, smallHall(more));
}

describe('another time zone or start of the day', () => {
  it('is refused where it would turn the day that is open into another', () => {
    expect(changing({ zone: 'Pacific/Kiritimati' }, 20)).toThrow(
      /would turn the present business day \(2026-03-02\)/,
    );
    expect(changing({ dayStart: '06:00' }, 3)).toThrow(/would turn the present business day/);
  });

  it('passes where the day stays the same, and where no day is open', () => {
    expect(changing({ zone: 'Pacific/Kiritimati' }, 10)).not.toThrow();
    expect(changing({ dayStart: '06:00' }, 10)).not.toThrow();
    expect(changing({ zone: 'Pacific/Kiritimati' }, 20, true)).not.toThrow();
  });
});

it('windows, services and letters may change freely while nobody is concerned', () => {
  const [a, b] = smallHall().services;
  const windows = [{ id: '9', number: 9, services: ['A'] }];
  expect(
    changing(
      {
        services: [
          { ...a!, prefix: 'B' },
          { ...b!, prefix: 'A' },
        ],
        windows,
      },
      10,
    ),
  ).not.toThrow();
});
