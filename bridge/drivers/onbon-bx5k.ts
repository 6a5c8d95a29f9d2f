import { z } from 'zod';
import { cellsWidth, cutCells, joinCells, textCells } from '../framing/chinese-text.ts';
import { areasPayload, onbonAligns, onbonVerticals, type OnbonArea } from '../framing/onbon-areas.ts';
import {
  brightnessPayload,
  clockPayload,
  clockSeconds,
  onbonAnswer,
  onbonCommands,
  onbonErrors,
  onbonModels,
  powerPayload,
  readStatus,
  type OnbonCommand,
  type OnbonModel,
} from '../framing/onbon-commands.ts';
import { describeOnbon } from '../framing/onbon-fields.ts';
import {
  buildOnbon,
  onbonAnyScreen,
  onbonFraming,
  onbonHost,
  parseOnbon,
  type OnbonFrame,
} from '../framing/onbon.ts';
import { byteDriver, type Reading, type Request } from './driver.ts';

const names = <T extends string>(table: Record<T, number>) => Object.keys(table) as [T, ...T[]];

/** A part of the screen with its own text, in pixels. */
const area = z.strictObject({
  id: z.number().int().min(0).max(31),
  x: z.number().int().min(0).max(4096).default(0),
  y: z.number().int().min(0).max(1024).default(0),
  width: z.number().int().min(8).max(4096),
  height: z.number().int().min(8).max(1024),
  align: z.enum(names(onbonAligns)).default('left'),
  vertical: z.enum(names(onbonVerticals)).default('top'),
  colour: z.enum(['none', 'red', 'green', 'yellow']).default('none'),
  /** `wrap` breaks a text that is too long into lines, `run` lets it run through in one. */
  overflow: z.enum(['wrap', 'run']).default('wrap'),
});
type Area = z.infer<typeof area>;

/**
 * Window sign with an Onbon 仰邦 BX-5K, 5MK or 6K font-library card (onbonlab/bx.k.java, BX-K
 * protocol documents), 57600 8N1, TCP 5005 or UDP. Text goes to dynamic areas and is gone when
 * the card loses power: nothing is written to its flash.
 */
const settings = z
  .strictObject({
    screen: z.number().int().min(0).max(0xffff).default(1),
    width: z.number().int().min(16).max(4096).default(192),
    height: z.number().int().min(16).max(1024).default(32),
    /** 5K cards count x and width in steps of eight pixels, 6K cards in pixels. */
    cards: z.enum(names(onbonModels)).default('5k'),
    /** Characters of the card's fonts; what is beyond GB 2312 is shown as ? on cards that end there. */
    charset: z.enum(['gbk', 'gb2312']).default('gbk'),
    /** Several areas take one line of a text each, in this order; without any, the whole screen is one. */
    areas: z.array(area).min(1).max(4).optional(),
  })
  .superRefine(({ cards, areas = [] }, context) => {
    areas.forEach(({ id, x, width }, index) => {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['areas', index, field], message });
      if (areas.findIndex((other) => other.id === id) < index) refuse('id', `"${id}" is used twice`);
      if (!isFiveK(cards)) return;
      if (x % 8 !== 0) refuse('x', 'a multiple of 8 on 5K cards');
      if (width % 8 !== 0) refuse('width', 'a multiple of 8 on 5K cards');
    });
  });
type Settings = z.infer<typeof settings>;

const mustAnswer = 0x01;
/** Pixels of a half-width column in the font that every card has. */
const columnWidth = 8;
/** More bytes than any window sign shows in a minute, and well within the card's memory. */
const longestText = 240;
const longestTexts = 480;
const colourCodes = { none: '', red: '\\C1', green: '\\C2', yellow: '\\C3' };
const [pageStay, runSpeed] = [8, 4];

/**
 * Text that the card shows as it stands. A backslash begins a control code of the card, also
 * where it is the second byte of a character to firmware that does not tell them apart.
 */
function signCells(text: string, charset: Settings['charset']): Uint8Array[] {
  const unknown = Uint8Array.of(0x3f);
  return textCells(text.replaceAll('\\', '＼')).map((cell) => {
    const [lead = 0, trail = 0] = cell;
    const isCommon = lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1;
    const isBeyond = charset === 'gb2312' && cell.length === 2 && !isCommon;
    return trail === 0x5c || isBeyond ? unknown : cell;
  });
}

function isFiveK(cards: OnbonModel): boolean {
  return cards.startsWith('5');
}

/** An area that shows a text, standing still where it fits. */
function areaOf(place: Area, text: string, { cards, charset }: Settings, longest: number): OnbonArea {
  const { id, x, y, width, height, align, vertical, colour, overflow } = place;
  const cells = cutCells(signCells(text, charset), longest);
  const fits = cellsWidth(cells) * columnWidth <= width;
  const runs = !fits && overflow === 'run';
  const wide = isFiveK(cards) ? 8 : 1;
  return {
    ...{ id, y, height, align, vertical },
    x: Math.floor(x / wide),
    width: Math.floor(width / wide),
    single: fits || runs,
    motion: runs ? 'left' : 'static',
    speed: runs ? runSpeed : 0,
    stay: pageStay,
    text: Uint8Array.from([...new TextEncoder().encode(colourCodes[colour]), ...joinCells(cells)]),
  };
}

/** The areas of a text: its lines one by one, the last area taking what is left. */
function areasOf(text: string, sign: Settings): OnbonArea[] {
  const { width, height } = sign;
  const places = sign.areas ?? [area.parse({ id: 0, width, height })];
  const lines = text.split(/[\r\n]+/);
  const last = places.length - 1;
  const texts = [...lines.slice(0, last), ...(lines.length > last ? [lines.slice(last).join(' ')] : [])];
  const longest = Math.min(longestText, Math.floor(longestTexts / texts.length));
  return texts.map((one, index) => areaOf(places[index]!, one, sign, longest));
}

function ask(
  name: string,
  sign: Settings,
  command: OnbonCommand,
  payload: Uint8Array = new Uint8Array(0),
): Request {
  const model = onbonModels[sign.cards];
  const frame = { to: sign.screen, from: onbonHost, model, ...command, third: mustAnswer, payload };
  return {
    name,
    bytes: buildOnbon(frame),
    answeredBy: (heard) => {
      const answer = answerOf(heard, sign, true);
      return answer !== null && settles(answer, command);
    },
    timeout: 1000,
  };
}

/** What a card says to this bridge; cards may leave out their number where they are asked. */
function answerOf(frame: Uint8Array, { screen }: Settings, isAsked: boolean): OnbonFrame | null {
  const parsed = parseOnbon(frame);
  const isOwn = parsed?.from === screen || (isAsked && parsed?.from === onbonAnyScreen);
  return parsed?.to === onbonHost && isOwn ? parsed : null;
}

/** A yes settles an order, its own answer a question, a no both. */
function settles(answer: OnbonFrame, { group, command }: OnbonCommand): boolean {
  if (answer.group === group && answer.command === command) return true;
  if (answer.group !== onbonAnswer.group) return false;
  const isQuestion = group === onbonCommands.status.group;
  return !isQuestion || answer.command === onbonAnswer.no;
}

/** What an order that was carried out makes known, by the name of its request. */
function valuesAfter(name: string): Reading[] {
  const [action, value = ''] = name.split(' ');
  if (action === 'setPower') return [{ kind: 'value', name: 'power', value: value === 'on' }];
  if (action === 'setBrightness') return [{ kind: 'value', name: 'brightness', value: Number(value) }];
  return action === 'setClock' ? [{ kind: 'value', name: 'clock error', value: 0, unit: 's' }] : [];
}

const statusName = 'status at ';

/** A status, its clock told as seconds ahead of the hall's when it was asked. */
function statusReadings(payload: Uint8Array, asked: string): Reading[] {
  const status = readStatus(payload);
  if (!status) return [];
  const { on, brightness, clock } = status;
  const error = clock === null ? null : clockSeconds(clock) - clockSeconds(asked.slice(statusName.length));
  return [
    { kind: 'value', name: 'power', value: on },
    { kind: 'value', name: 'brightness', value: brightness },
    { kind: 'value', name: 'clock error', value: error, unit: 's' },
  ];
}

function resultReadings({ command, third }: OnbonFrame, name: string): Reading[] {
  if (command !== onbonAnswer.no && third === 0) return [{ kind: 'result', ok: true }, ...valuesAfter(name)];
  const code = onbonErrors[third];
  return [{ kind: 'result', ok: false, ...(code ? { code } : { detail: `error ${third}` }) }];
}

export default byteDriver<Settings>({
  id: 'onbon-bx5k',
  kind: 'display',
  name: { zh: '窗口屏（仰邦 BX-5K/6K）', en: 'Window sign (Onbon BX-5K/6K)' },
  settings,
  silentAfter: 35_000,
  baudRate: 57_600,
  framing: () => onbonFraming,

  decode(frame, sign, pending) {
    const answer = answerOf(frame, sign, pending !== null);
    if (!answer) return null;
    // A late answer to something else must not settle what is now on its way.
    if (!pending || pending.name === 'ping') return { readings: [] };
    const isStatus = pending.name.startsWith(statusName);
    if (answer.group !== onbonAnswer.group) {
      return { readings: isStatus ? statusReadings(answer.payload, pending.name) : [] };
    }
    if (isStatus && answer.command === onbonAnswer.yes) return { readings: [] };
    return { readings: resultReadings(answer, pending.name) };
  },

  describe: describeOnbon,

  probes: (sign) => [ask('ping', sign, onbonCommands.ping)],

  polls: (sign) => [{ request: ask('ping', sign, onbonCommands.ping), every: 10_000 }],

  actions: {
    showText: ({ text }, sign) => [
      ask('showText', sign, onbonCommands.areas, areasPayload(areasOf(text, sign))),
    ],
    clearText: (_, sign) => [ask('clearText', sign, onbonCommands.clear)],
    setPower: ({ on }, sign) => [
      ask(`setPower ${on ? 'on' : 'off'}`, sign, onbonCommands.power, powerPayload(on)),
    ],
    setBrightness: ({ level }, sign) => [
      ask(`setBrightness ${level}`, sign, onbonCommands.brightness, brightnessPayload(level)),
    ],
    setClock: ({ local }, sign) => [ask('setClock', sign, onbonCommands.clock, clockPayload(local))],
    // Not every firmware tells its status.
    askStatus: ({ local }, sign) => [
      { ...ask(`${statusName}${local}`, sign, onbonCommands.status), optional: true },
    ],
  },

  examples: [
    {
      meaning: 'the text is accepted; a capture with nine A5',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A',
      answers: 'showText',
      readings: [{ kind: 'result', ok: true }],
    },
    {
      meaning: 'the text is refused: the card is busy',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 01 03 00 00 95 20 5A',
      answers: 'showText',
      readings: [{ kind: 'result', ok: false, code: 'sign.busy' }],
    },
    {
      meaning: 'the card is alive',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A',
      answers: 'ping',
      readings: [],
    },
    {
      meaning: 'the screen is switched off',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A',
      answers: 'setPower off',
      readings: [
        { kind: 'result', ok: true },
        { kind: 'value', name: 'power', value: false },
      ],
    },
  ],
});
