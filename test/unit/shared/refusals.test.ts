import { describe, expect, it } from 'vitest';
import { Refusal, refusals, refusalText, type RefusalCode } from '../../../shared/refusals.ts';
import { fill } from '../../../shared/text.ts';

const all = Object.entries(refusals) as [RefusalCode, { zh: string; en: string }][];
const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the reasons to refuse', () => {
  it.each(all)('%s is a whole sentence in both languages with the same places to fill', (_, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}.*(。|\})$/u);
    expect(en).toMatch(/^[A-Z].*(\.|\})$/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(places(zh)).toEqual(places(en));
  });

  it('are filled in the language of whoever asked', () => {
    expect(refusalText('window.serving', 'zh', { number: 'A001' })).toBe('正在办理 A001，请先办结或转移。');
    expect(refusalText('window.serving', 'en', { number: 'A001' })).toContain('Ticket A001 is being served');
  });

  it('are shown as their code where a newer program made them', () => {
    expect(refusalText('window.onFire', 'zh')).toBe('window.onFire');
  });

  it('carry code and values when thrown', () => {
    const refusal = new Refusal('ticket.unknown', { ticket: 'Z999' });
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({ code: 'ticket.unknown', params: { ticket: 'Z999' }, name: 'Refusal' });
    expect(refusal.message).toBe('There is no ticket "Z999" today.');
  });
});

describe('filling a sentence', () => {
  it('leaves a place without a value as it stands, and never reads a value as a sentence', () => {
    expect(fill('{a} and {b}', { a: '{b}' })).toBe('{b} and {b}');
    expect(fill('{count} left', { count: 0 })).toBe('0 left');
  });
});
