import { parseDocument, visit, type Document } from 'yaml';

/** Writes a document as text. */
export type Hand = (document: Document) => string;

/** The ways of writing that are common in such files; the first is this program's own. */
const hands: Hand[] = [2, 4].flatMap((indent) =>
  [true, false].flatMap((indentSeq) =>
    [true, false].flatMap((flowCollectionPadding) => {
      const write: Hand = (document) =>
        document.toString({ indent, indentSeq, flowCollectionPadding, lineWidth: 0 });
      return flowCollectionPadding ? [(document: Document) => tighten(write(document)), write] : [write];
    }),
  ),
);

/** The way of writing in which the text itself comes out with the fewest changes. */
export function handOf(text: string): Hand {
  const document = parseDocument(text);
  const lines = new Set(text.split('\n'));
  const changed = (hand: Hand) =>
    hand(document)
      .split('\n')
      .filter((line) => !lines.has(line)).length;
  return hands.reduce((best, hand) => (changed(hand) < changed(best) ? hand : best));
}

/** Blanks inside braces, and none inside brackets. */
function tighten(text: string): string {
  const blanks: number[] = [];
  visit(parseDocument(text), {
    Seq: (_key, { flow, range }) => {
      if (!flow || !range) return;
      const [first, last] = [range[0] + 1, range[1] - 2];
      if (first < last && text[first] === ' ' && text[last] === ' ') blanks.push(first, last);
    },
  });
  return blanks.sort((a, b) => b - a).reduce((made, at) => `${made.slice(0, at)}${made.slice(at + 1)}`, text);
}
