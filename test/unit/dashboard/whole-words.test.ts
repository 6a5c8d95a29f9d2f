import { expect, it } from 'vitest';
import { piecesOf } from '../../../dashboard/display/whole-words.ts';

it('a line of a notice ends between words and never before a comma', () => {
  const pieces = piecesOf('电子税务局二十四小时可办');
  expect(pieces.join('')).toBe('电子税务局二十四小时可办');
  expect(pieces.filter((piece) => piece.startsWith('十四'))).toEqual([]);
  expect(piecesOf('征期请错峰办理，可先网上预约').filter((piece) => piece.startsWith('，'))).toEqual([]);
});

it('keeps an opening bracket with the word after it', () => {
  expect(piecesOf('请到（三号）窗口').filter((piece) => piece.endsWith('（'))).toEqual([]);
});
