import { describe, expect, it } from 'vitest';
import { arrange, onGrid, overlapsOf, placesOf } from '../../../dashboard/devices/map/arrangement.ts';
import { TILE, type PlanDevice } from '../../../dashboard/devices/map/card.ts';
import { neighbourOf } from '../../../dashboard/devices/map/neighbour.ts';
import {
  floorY,
  isArranged,
  layPlan,
  type Plan,
  type PlanInput,
} from '../../../dashboard/devices/map/plan.ts';

const windows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `w${index + 1}` }));
const device = (id: string, kind: string, line: string, more: Partial<PlanDevice> = {}): PlanDevice => ({
  ...{ id, kind, line },
  ...more,
});
/** Eight windows with pads on two buses, and doors behind a broker. */
const hall: Pick<PlanInput, 'windows' | 'devices'> = {
  windows: windows(8),
  devices: [
    ...windows(8).map(({ id }, index) =>
      device(`pad-${index + 1}`, 'pad', index < 4 ? 'bus-1' : 'bus-2', { window: id }),
    ),
    device('door-1', 'contact', 'mqtt'),
    device('door-2', 'contact', 'mqtt'),
    device('printer', 'printer', 'paper'),
  ],
};
const cardOf = (plan: Plan, key: string) => {
  const card = plan.cards.find((one) => one.key === key);
  if (!card) throw new Error(`no card ${key}`);
  return card;
};
const overlaps = ({ cards }: Plan) => [...overlapsOf(cards)];

describe('a plan without places', () => {
  it('has the windows in a row in their order, the lines under them, and under these the hall by kind', () => {
    const plan = layPlan({ ...hall, width: 236 });
    const row = plan.cards.filter(({ of }) => of === 'window');
    expect(row.map(({ id }) => id)).toEqual(hall.windows.map(({ id }) => id));
    expect(new Set(row.map(({ y }) => y)).size).toBe(1);
    expect(row.every((card, index) => index === 0 || card.x > (row[index - 1]?.x ?? 0))).toBe(true);
    const areas = plan.cards.filter(({ of }) => of === 'area');
    expect(areas.map(({ id }) => id)).toEqual(['printer', 'contact']);
    expect(Math.min(...areas.map(({ y }) => y))).toBeGreaterThanOrEqual(plan.tray.y + plan.tray.height);
    expect(Math.max(...row.map(({ y, height }) => y + height))).toBeLessThanOrEqual(plan.tray.y);
  });

  it.each([45, 100, 170, 236, 400])('overlaps nowhere and fits into %i steps across', (width) => {
    const plan = layPlan({ ...hall, width });
    expect(overlaps(plan)).toEqual([]);
    expect(Math.max(...plan.cards.map((card) => card.x + card.width))).toBeLessThanOrEqual(width);
    expect(Math.min(...plan.cards.map(({ x }) => x))).toBeGreaterThanOrEqual(0);
  });

  it('shows every device once, those at a window that is gone among their kind', () => {
    const lost = device('pad-9', 'pad', 'bus-1', { window: 'gone' });
    const plan = layPlan({ windows: hall.windows, devices: [...hall.devices, lost], width: 236 });
    const shown = plan.cards.flatMap(({ devices }) => devices.map(({ id }) => id));
    expect(shown.toSorted()).toEqual([...hall.devices, lost].map(({ id }) => id).toSorted());
    expect(cardOf(plan, 'area:pad').devices).toEqual([lost]);
  });

  it('makes shapes of a thousand devices, on a plan that can still be taken in', () => {
    const many = windows(60);
    const devices = [
      ...many.flatMap(({ id }) =>
        Array.from({ length: 5 }, (_, n) => device(`${id}-${n}`, 'pad', `bus-${id}`, { window: id })),
      ),
      ...Array.from({ length: 700 }, (_, n) => device(`sensor-${n}`, 'sensor', `line-${n % 20}`)),
    ];
    const plan = layPlan({ windows: many, devices, width: 236 });
    expect(plan.cards.every(({ dense }) => dense)).toBe(true);
    expect(plan.cards.reduce((sum, card) => sum + card.devices.length, 0)).toBe(1000);
    expect(overlaps(plan)).toEqual([]);
    expect(plan.width).toBe(236);
    expect(plan.height).toBeLessThan(600);
  });
});

describe('the lines of a plan', () => {
  const plan = layPlan({ ...hall, width: 236 });

  it('are those that several devices share, with all that hangs on them', () => {
    expect(plan.rails.map(({ line, devices }) => [line, devices.length]).toSorted()).toEqual([
      ['bus-1', 4],
      ['bus-2', 4],
      ['mqtt', 2],
    ]);
    expect(plan.wires.map(({ line, card }) => `${line} ${card}`)).toEqual([
      ...['w1', 'w2', 'w3', 'w4'].map((id) => `bus-1 window:${id}`),
      ...['w5', 'w6', 'w7', 'w8'].map((id) => `bus-2 window:${id}`),
      'mqtt area:contact',
    ]);
  });

  it('share a height only where they do not meet', () => {
    for (const a of plan.rails) {
      for (const b of plan.rails) {
        if (a === b || a.y !== b.y) continue;
        expect(a.x + a.width < b.x || b.x + b.width < a.x).toBe(true);
      }
    }
    const [first, second] = ['bus-1', 'bus-2'].map((id) => plan.rails.find(({ line }) => line === id));
    expect(first?.y).toBe(second?.y);
  });

  it('join their wires on the rail, within the band of lines', () => {
    for (const { line, joint } of plan.wires) {
      const rail = plan.rails.find((one) => one.line === line);
      expect(joint.y).toBe(rail?.y);
      expect(joint.x).toBeGreaterThanOrEqual(rail?.x ?? Infinity);
      expect(joint.x).toBeLessThanOrEqual((rail?.x ?? 0) + (rail?.width ?? 0));
      expect(joint.y).toBeGreaterThan(plan.tray.y);
      expect(joint.y).toBeLessThan(plan.tray.y + plan.tray.height);
    }
  });

  it('go down beside windows in lanes of their own', () => {
    const narrow = layPlan({ ...hall, width: 60 });
    const lanes = new Map(narrow.wires.map(({ line, joint }) => [line, joint.x]));
    expect(lanes.get('bus-1')).not.toBe(lanes.get('bus-2'));
  });
});

describe('a place of its own', () => {
  it('is where the thing stands, and moves no other', () => {
    const plain = layPlan({ ...hall, width: 236 });
    const moved = arrange(hall, new Map([['device:door-2', { x: 150, y: 80 }]]));
    const plan = layPlan({ ...moved, width: 236 });
    expect(cardOf(plan, 'device:door-2')).toMatchObject({ x: 150, width: TILE.width });
    expect(floorY(plan, cardOf(plan, 'device:door-2').y)).toBe(80);
    for (const card of plain.cards.filter(({ key }) => key !== 'area:contact')) {
      expect(cardOf(plan, card.key)).toEqual(card);
    }
    expect(cardOf(plan, 'area:contact')).toMatchObject({ x: cardOf(plain, 'area:contact').x });
    expect([isArranged(hall), isArranged(moved)]).toEqual([false, true]);
  });

  it('lets the lines run under the windows wherever these were put', () => {
    const places = new Map(
      hall.windows.map(({ id }, index) => [`window:${id}`, { x: (index % 4) * 30, y: index < 4 ? 0 : 40 }]),
    );
    const plan = layPlan({ ...arrange(hall, places), width: 236 });
    const { y, height } = plan.tray;
    const windowCards = plan.cards.filter(({ of }) => of === 'window');
    expect(windowCards.filter((card) => card.y < y + height && card.y + card.height > y)).toEqual([]);
    expect([...overlapsOf(windowCards)]).toEqual([]);
  });

  it('makes the plan wider when it lies beyond its edge', () => {
    const plan = layPlan({ ...arrange(hall, new Map([['device:printer', { x: 400, y: 0 }]])), width: 236 });
    expect(plan.width).toBeGreaterThan(400);
  });
});

describe('an arrangement', () => {
  it('is saved as what differs, without what is gone by now', () => {
    const before = arrange(hall, new Map([['window:w1', { x: 2, y: 2 }]]));
    const arrangement = new Map([
      ['window:w1', { x: 2, y: 2 }],
      ['window:w2', { x: 30, y: 2 }],
      ['device:printer', null],
      ['device:gone', { x: 1, y: 1 }],
    ]);
    expect(placesOf(before, arrangement)).toEqual([{ of: 'window', id: 'w2', at: { x: 30, y: 2 } }]);
    expect(placesOf(before, new Map([['window:w1', null]]))).toEqual([{ of: 'window', id: 'w1', at: null }]);
  });

  it('tells which things stand on one another', () => {
    const plan = layPlan({ ...arrange(hall, new Map([['device:printer', { x: 5, y: 5 }]])), width: 236 });
    expect(overlaps(plan)).toEqual(['window:w1', 'device:printer']);
  });

  it('keeps to the grid and to the plan', () => {
    expect(onGrid(3.2, -8)).toEqual({ x: 4, y: 0 });
    expect(onGrid(5000, 12.9)).toEqual({ x: 998, y: 12 });
  });
});

describe('the arrow keys', () => {
  const box = (x: number, y: number) => ({ x, y, width: 10, height: 10 });
  const boxes = [box(0, 0), box(20, 0), box(0, 20), box(22, 21)];

  it('lead to what lies next in their direction', () => {
    expect(neighbourOf(boxes, 0, 'ArrowRight')).toBe(1);
    expect(neighbourOf(boxes, 0, 'ArrowDown')).toBe(2);
    expect(neighbourOf(boxes, 3, 'ArrowUp')).toBe(1);
    expect(neighbourOf(boxes, 3, 'ArrowLeft')).toBe(2);
  });

  it('lead nowhere from the edge', () => {
    expect(neighbourOf(boxes, 0, 'ArrowLeft')).toBe(-1);
    expect(neighbourOf(boxes, 7, 'ArrowLeft')).toBe(-1);
  });
});
