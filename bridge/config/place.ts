import { isMap, isNode, isScalar, type Document, type LineCounter } from 'yaml';
import type { Mistake } from '../schemas/mistake.ts';

/** `line:column` of a mistake's field, or of the nearest thing around it that is there. */
export function placeOf(document: Document, lines: LineCounter, { path, at }: Mistake): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const part = path.slice(0, length);
    const node =
      length === path.length && at === 'key'
        ? keyAt(document, part)
        : length === 0
          ? document.contents
          : document.getIn(part, true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return `${line}:${col}`;
  }
  return '1:1';
}

/** The name of the field itself. */
function keyAt(document: Document, path: (string | number)[]): unknown {
  const name = path.at(-1);
  const map = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(map)) return undefined;
  return map.items.map(({ key }) => key).find((key) => isScalar(key) && String(key.value) === String(name));
}

/** The path of a field as it is written: `devices[2].settings.address`. */
export function fieldName(path: (string | number)[]): string {
  const parts = path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at ? `.${part}` : part));
  return parts.join('') || '(file)';
}
