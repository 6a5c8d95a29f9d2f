import type { Place } from '../../../shared/config/plan.ts';
import { DOT, HEAD, TILE, type Box, type Card, type PlanDevice } from './card.ts';
import { runLines, type Rail, type Wire } from './wires.ts';

export interface PlanInput {
  windows: readonly { id: string; at?: Place | undefined }[];
  devices: readonly PlanDevice[];
  /** Steps across; what was placed by hand may need more. */
  width: number;
}

/** The whole map, laid out. */
export interface Plan {
  width: number;
  height: number;
  cards: Card[];
  /** The band between windows and hall in which the shared lines run. */
  tray: Box;
  rails: Rail[];
  wires: Wire[];
}

/** Steps across on which a hall is arranged by hand, whatever the screen. */
export const ARRANGED_WIDTH = 236;

const MARGIN = 1;
const GAP = 3;
const WIDEST_GAP = 10;
const ROW_GAP = 3;
/** More windows, or more devices in one card, than are written out. */
const MOST_WINDOWS = 24;
const MOST_AT_WINDOW = 6;
const MOST_IN_AREA = 24;
const AREA_ROWS = 4;

const areaOrder = ['kiosk', 'printer', 'display', 'locker', 'contact', 'button', 'sensor'];

/** Whether anything stands where somebody put it. */
export function isArranged({ windows, devices }: Pick<PlanInput, 'windows' | 'devices'>): boolean {
  return windows.some(({ at }) => at) || devices.some(({ at }) => at);
}

/**
 * Lays a hall out: windows in a row with their devices, under them the shared lines, under these
 * the equipment of the hall by kind. What has a place of its own stands there; a thing that has
 * none keeps its slot whatever becomes of the others. Nothing of it depends on how a device is.
 */
export function layPlan({ windows, devices, width }: PlanInput): Plan {
  const known = new Set(windows.map(({ id }) => id));
  const isAtWindow = ({ window, at }: PlanDevice) => !at && window !== undefined && known.has(window);
  const atWindow = Map.groupBy(devices.filter(isAtWindow), ({ window }) => window);
  const isDense = windows.length > MOST_WINDOWS;
  const slots = spread(
    windows.map(({ id }) => windowCard(id, atWindow.get(id) ?? [], isDense)),
    width,
  );
  const windowCards = windows.map(({ at }, index) => ({ ...(slots.cards[index] as Card), ...at }));
  const cut = cutBelow(windowCards, windows.some(({ at }) => !at) ? slots.bottom : null);

  const inHall = devices.filter((device) => !isAtWindow(device));
  // A device that stands by itself leaves its slot empty, so that no other moves up when it is taken away.
  const areas = Map.groupBy(inHall, ({ kind }) => kind);
  const kinds = [...areas.keys()].sort((a, b) => rank(a) - rank(b));
  const areaCards = shelve(
    kinds.map((kind) => areaCard(kind, areas.get(kind) ?? [], width)),
    { top: cut + ROW_GAP, width, gap: slots.gap },
  )
    .map((card) => ({
      ...sized({ ...card, devices: card.devices.filter(({ at }) => !at) }),
      x: card.x,
      y: card.y,
    }))
    .filter((card) => card.devices.length > 0);
  const loose = inHall.flatMap((device) => (device.at ? [deviceCard(device, device.at)] : []));

  const cards = [...windowCards, ...areaCards, ...loose];
  const span = Math.max(width, ...cards.map((card) => card.x + card.width + MARGIN));
  const { rails, wires, height: tray } = runLines(cards, cut, span);
  const drawn = cards.map((card) => (card.y >= cut ? { ...card, y: card.y + tray } : card));
  const bottom = Math.max(cut + tray, ...drawn.map((card) => card.y + card.height)) + MARGIN;
  return {
    ...{ width: span, height: bottom, cards: drawn, rails, wires },
    tray: { x: 0, y: cut, width: span, height: tray },
  };
}

/** The place in the configuration that is drawn at `y` of the plan: the band of lines takes none. */
export function floorY({ tray }: Pick<Plan, 'tray'>, y: number): number {
  if (y < tray.y) return y;
  return Math.max(tray.y, y - tray.height);
}

function windowCard(id: string, devices: PlanDevice[], isDense: boolean): Card {
  const dense = isDense || devices.length > MOST_AT_WINDOW;
  return sized({ key: `window:${id}`, of: 'window', id, devices, dense, columns: dense ? 8 : 1 });
}

function areaCard(id: string, devices: PlanDevice[], width: number): Card {
  const dense = devices.length > MOST_IN_AREA;
  const most = Math.floor((width - 2 * GAP) / (dense ? DOT : TILE.width));
  const wanted = dense
    ? Math.max(8, Math.ceil(Math.sqrt(devices.length * 2.5)))
    : Math.ceil(devices.length / AREA_ROWS);
  const columns = Math.max(1, Math.min(wanted, most));
  return sized({ key: `area:${id}`, of: 'area', id, devices, dense, columns });
}

function deviceCard(device: PlanDevice, { x, y }: Place): Card {
  return {
    ...{
      key: `device:${device.id}`,
      of: 'device',
      id: device.id,
      devices: [device],
      columns: 1,
      dense: false,
    },
    ...{ x, y, width: TILE.width, height: TILE.height },
  };
}

/** As large as its devices make it, at no place yet. */
function sized(card: Omit<Card, keyof Box>): Card {
  const rows = Math.ceil(card.devices.length / card.columns);
  const [width, height] = card.dense ? [DOT, DOT] : [TILE.width, TILE.height];
  return {
    ...{ ...card, x: 0, y: 0 },
    width: Math.max(TILE.width, card.columns * width) + 2 * MARGIN,
    height: HEAD + Math.max(rows * height, DOT) + MARGIN,
  };
}

/** Cards of one width in even rows across the plan. */
function spread(cards: Card[], width: number): { cards: Card[]; bottom: number; gap: number } {
  const size = cards[0]?.width ?? TILE.width;
  const fit = Math.max(1, Math.floor((width - GAP) / (size + GAP)));
  const rows = Math.max(1, Math.ceil(cards.length / fit));
  const across = Math.ceil(cards.length / rows);
  const room = Math.floor((width - across * size) / (across + 1));
  const gap = Math.max(GAP, across === 1 ? room : Math.min(room, WIDEST_GAP));
  let top = ROW_GAP;
  let bottom = top;
  const laid = cards.map((card, index) => {
    if (index > 0 && index % across === 0) top = bottom + ROW_GAP;
    bottom = Math.max(bottom, top + card.height);
    return { ...card, x: gap + (index % across) * (size + gap), y: top };
  });
  return { cards: laid, bottom: bottom + ROW_GAP, gap };
}

/** Cards of any width one after the other, in as many rows as it takes. */
function shelve(cards: Card[], { top, width, gap }: { top: number; width: number; gap: number }): Card[] {
  let x = gap;
  let y = top;
  let tallest = 0;
  return cards.map((card) => {
    if (x > gap && x + card.width > width) {
      x = gap;
      y += tallest + ROW_GAP;
      tallest = 0;
    }
    const laid = { ...card, x, y };
    x += card.width + gap;
    tallest = Math.max(tallest, card.height);
    return laid;
  });
}

/** Where the lines run: under the rows of windows, or under the first placed ones that end at one height. */
function cutBelow(windows: readonly Card[], rows: number | null): number {
  if (rows !== null) return rows;
  const bottoms = windows.map(({ y, height }) => y + height).sort((a, b) => a - b);
  const isClean = (cut: number) => !windows.some(({ y, height }) => y < cut && y + height > cut);
  return (bottoms.find(isClean) ?? 0) + ROW_GAP;
}

function rank(kind: string): number {
  const at = areaOrder.indexOf(kind);
  return at < 0 ? areaOrder.length : at;
}
