/** Marks that belong to the word after them. */
const OPENING = /^[\p{Ps}\p{Pi}]/u;

/**
 * A text in pieces between which a line may end: Chinese has no spaces, and a line that ends within a word
 * is read wrongly from afar. Where the browser knows no words the text is one piece.
 */
export function piecesOf(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [text];
  const pieces: string[] = [];
  let isOpened = false;
  for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)) {
    const isOpening = OPENING.test(segment);
    const last = pieces.length - 1;
    if (last >= 0 && (isOpened || (!isWordLike && !isOpening))) pieces[last] += segment;
    else pieces.push(segment);
    isOpened = isOpening;
  }
  return pieces;
}
