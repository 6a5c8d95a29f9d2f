import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';
import type { ConfigEdit } from '../../shared/config/versions.ts';
import { Refusal } from '../../shared/refusals.ts';
import { handOf } from './hand.ts';

type Path = (string | number)[];
type Placing = Extract<ConfigEdit, { kind: 'place' }>['places'][number];

/**
 * A text after some edits. Whatever they do not touch stays as it was written, comments and
 * the order of fields too, in the hand in which the file is written.
 *
 * @throws Refusal `config.noSuch` for an edit of what is not there
 */
export function editText(text: string, edits: readonly ConfigEdit[]): string {
  const document = parseDocument(text);
  for (const edit of edits) applyEdit(document, edit);
  return handOf(text)(document);
}

function applyEdit(document: Document, edit: ConfigEdit): void {
  if (edit.kind === 'removeLine') remove(document, 'lines', edit.id);
  else if (edit.kind === 'removeDevice') remove(document, 'devices', edit.id);
  else if (edit.kind === 'place') for (const one of edit.places) place(document, one);
  else if (edit.kind === 'putLine') put(document, 'lines', edit.line, edit.line['id']);
  else put(document, 'devices', edit.device, edit.was ?? edit.device['id'], edit.was !== undefined);
}

function remove(document: Document, list: 'lines' | 'devices', id: string): void {
  const index = indexOf(document, list, id);
  if (index < 0) throw new Refusal('config.noSuch', { id });
  document.deleteIn([list, index]);
}

function place(document: Document, { of, id, at }: Placing): void {
  const list = `${of}s`;
  const index = indexOf(document, list, id);
  if (index < 0) throw new Refusal('config.noSuch', { id });
  const path = [list, index, 'at'];
  if (at === null) return void document.deleteIn(path);
  const node = document.createNode(at) as YAMLMap;
  node.flow = true;
  document.setIn(path, node);
}

function put(
  document: Document,
  list: 'lines' | 'devices',
  value: Record<string, unknown>,
  id: unknown,
  mustBe = false,
): void {
  const index = indexOf(document, list, id);
  if (index >= 0) return merge(document, [list, index], value);
  if (mustBe) throw new Refusal('config.noSuch', { id: String(id) });
  const seq = document.get(list);
  const item = document.createNode(value, { aliasDuplicateObjects: false }) as YAMLMap;
  // As the last one is written: in one line, or field below field.
  const last = isSeq(seq) ? seq.items.at(-1) : undefined;
  item.flow = isMap(last) ? last.flow === true : true;
  if (isSeq(seq)) {
    // An empty list is written as brackets; with entries it goes down the page.
    if (seq.items.length === 0) seq.flow = false;
    seq.add(item);
  } else document.set(list, document.createNode([item]));
}

function indexOf(document: Document, list: string, id: unknown): number {
  const seq = document.get(list);
  return isSeq(seq) ? seq.items.findIndex((item) => isMap(item) && item.get('id') === id) : -1;
}

/** Changes only the fields that differ, so that the others keep their comments. */
function merge(document: Document, path: Path, value: Record<string, unknown>): void {
  const node = document.getIn(path, true);
  if (!isMap(node)) return document.setIn(path, document.createNode(value));
  const before = node.toJS(document) as Record<string, unknown>;
  for (const key of Object.keys(before)) if (value[key] === undefined) document.deleteIn([...path, key]);
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined || isDeepStrictEqual(before[key], part)) continue;
    const isInner = typeof part === 'object' && part !== null && !Array.isArray(part);
    if (isInner && key in before) merge(document, [...path, key], part as Record<string, unknown>);
    else {
      const made = document.createNode(part);
      if (isMap(made) || isSeq(made)) made.flow = true;
      document.setIn([...path, key], made);
    }
  }
}
