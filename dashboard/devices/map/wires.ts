import { HEAD, TILE, type Card } from './card.ts';

/** A shared line as it runs through the band of lines, from its first drop to its last. */
export interface Rail {
  line: string;
  x: number;
  y: number;
  width: number;
  devices: string[];
}

/** The way from a rail to one card, as the path of an SVG, with the points at which it joins. */
export interface Wire {
  line: string;
  card: string;
  path: string;
  joint: { x: number; y: number };
}

/** Where a line comes down, or goes up, to a card. */
interface Drop {
  line: string;
  card: Card;
  x: number;
}

/** Steps of one rail, of the name on it, and of the quiet above and below all rails. */
const RAIL = 5;
const NAME = 46;
const QUIET = 2;
/** Steps between lines that go down side by side, and how many do before they share a way. */
const LANE = 0.7;
const MOST_LANES = 3;

/**
 * Lines with several devices, drawn as what they are: one rail each in the band under the windows,
 * and from it one wire to every card. Rails that do not meet share a height. A line with one device
 * is not drawn: what happens to it is seen at its device.
 *
 * @param cut upper edge of the band, in steps; cards at or below it stand under the band
 */
export function runLines(
  cards: readonly Card[],
  cut: number,
  width: number,
): { rails: Rail[]; wires: Wire[]; height: number } {
  const members = Map.groupBy(
    cards.flatMap(({ devices }) => devices),
    ({ line }) => line,
  );
  const shared = [...members].filter(([, devices]) => devices.length > 1).map(([line]) => line);
  const drops = dropsOf(cards, shared, cut);
  const name = Math.min(NAME, width);
  const spans = shared
    .map((line) => {
      const xs = drops.filter((drop) => drop.line === line).map(({ x }) => x);
      const first = Math.max(0, Math.min(Math.min(...xs), width - name));
      return { line, x: first, end: Math.max(Math.max(...xs), first + name) };
    })
    .sort((a, b) => a.x - b.x);
  const rows: number[] = [];
  const rails = spans.map(({ line, x, end }): Rail => {
    const free = rows.findIndex((taken) => taken + 2 <= x);
    const row = free < 0 ? rows.length : free;
    rows[row] = end;
    const devices = (members.get(line) ?? []).map(({ id }) => id);
    return { line, x, y: cut + QUIET + row * RAIL + RAIL / 2, width: end - x, devices };
  });
  const height = rows.length === 0 ? 0 : rows.length * RAIL + 2 * QUIET;
  const railOf = new Map(rails.map((rail) => [rail.line, rail]));
  const wires = drops.flatMap((drop) => {
    const rail = railOf.get(drop.line);
    return rail ? [wireOf(drop, rail, cut, height)] : [];
  });
  return { rails, wires, height };
}

function dropsOf(cards: readonly Card[], shared: readonly string[], cut: number): Drop[] {
  const order = new Map(shared.map((line, index) => [line, index]));
  const linesOf = (card: Card) =>
    [...new Set(card.devices.map(({ line }) => line))]
      .filter((line) => order.has(line))
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  // Windows above each other share the way beside them: each line has its own lane in it.
  const besides = Map.groupBy(
    cards.filter(({ of }) => of === 'window'),
    ({ x }) => x,
  );
  const lanes = new Map(
    [...besides].map(([x, column]) => [x, [...new Set(column.flatMap((card) => linesOf(card)))]]),
  );
  return cards.flatMap((card) =>
    linesOf(card).map((line, index): Drop => {
      const lane = lanes.get(card.x)?.indexOf(line) ?? 0;
      const x =
        card.of === 'window'
          ? card.x - 1 - (lane % MOST_LANES) * LANE
          : card.x + 2 + (index % (card.width - 4)) * 2 + (card.y < cut ? 1 : 0);
      return { line, card, x };
    }),
  );
}

function wireOf({ line, card, x }: Drop, rail: Rail, cut: number, tray: number): Wire {
  const isBelow = card.y >= cut;
  const top = isBelow ? card.y + tray : card.y;
  const joint = { x, y: rail.y };
  const wire = { line, card: card.key, joint };
  if (card.of !== 'window') return { ...wire, path: `M${x} ${rail.y}V${isBelow ? top : top + card.height}` };
  const ends = endsOf(card, line).map((y) => top + y);
  const furthest = isBelow ? Math.max(...ends) : Math.min(...ends);
  return {
    ...wire,
    path: [`M${x} ${rail.y}V${furthest}`, ...ends.map((y) => `M${x} ${y}H${card.x}`)].join(''),
  };
}

/** The heights in a card at which a line reaches its devices. */
function endsOf({ devices, dense }: Card, line: string): number[] {
  if (dense) return [HEAD / 2];
  return devices.flatMap((device, index) =>
    device.line === line ? [HEAD + (index + 0.5) * TILE.height] : [],
  );
}
