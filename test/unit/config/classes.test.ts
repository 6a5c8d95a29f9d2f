import { expect, it } from 'vitest';
import { classSchema } from '../../../shared/config/queue.ts';

const written = (mark: unknown) => ({
  ...{ id: 'priority', name: { zh: '优先', en: 'Priority' }, rule: { kind: 'ahead' } },
  mark,
});

it('a class has one mark for every language, or one for each', () => {
  expect(classSchema.parse(written('优')).mark).toEqual({ zh: '优', en: '优' });
  const each = classSchema.parse(written({ zh: '优', en: 'Pr' }));
  expect(each.mark).toEqual({ zh: '优', en: 'Pr' });
  expect(classSchema.parse(each)).toEqual(each);
});

it('a mark that would not fit beside a number is refused', () => {
  expect(classSchema.safeParse(written('绿色通道')).success).toBe(false);
  expect(classSchema.safeParse(written({ zh: '绿', en: 'Green' })).success).toBe(false);
});
