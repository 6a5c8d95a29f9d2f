import { readEscpos, type EscposToken } from '../../bridge/framing/escpos-tokens.ts';

type Command = Extract<EscposToken, { kind: 'command' }>;

const [qrStored, qrPrinted] = [0x50, 0x51];

/** Half-width columns of a character. */
function columnsOf(character: string): number {
  return character.charCodeAt(0) < 0x80 ? 1 : 2;
}

/** What stands for a command that leaves something on the paper, if it does. */
function mark({ name, arguments: args, content }: Command, code: string): string | null {
  if (name === 'GS v 0') return `▦ ${8 * (args[2] ?? 0)}×${(args[4] ?? 0) + 256 * (args[5] ?? 0)}`;
  return name === 'GS (' && content[1] === qrPrinted ? `▣ ${code}` : null;
}

/**
 * The ticket that comes out of a printer with so many columns, as text: a character that is
 * printed larger is followed by the room that it takes.
 */
export function paperOf(bytes: Uint8Array, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  let scale = 1;
  let isCentred = false;
  let code = '';
  const end = (text: string, taken: number) => {
    const left = isCentred ? Math.floor((columns - taken) / 2) : 0;
    lines.push(`${' '.repeat(Math.max(0, left))}${text}`.trimEnd());
  };
  for (const token of readEscpos(bytes).tokens) {
    if (token.kind === 'text') {
      for (const character of token.text) {
        const room = columnsOf(character) * scale;
        line += character + ' '.repeat(room - columnsOf(character));
        width += room;
      }
      continue;
    }
    const { name, arguments: args, content } = token;
    if (name === 'ESC a') isCentred = args[0] === 1;
    if (name === 'GS !') scale = ((args[0] ?? 0) >> 4) + 1;
    if (name === 'GS (' && content[1] === qrStored) code = new TextDecoder().decode(content.subarray(3));
    const drawn = mark(token, code);
    if (drawn !== null) end(drawn, drawn.length);
    if (name === 'GS V') lines.push('✂');
    if (name !== 'LF') continue;
    end(line, width);
    line = '';
    width = 0;
  }
  return lines;
}
