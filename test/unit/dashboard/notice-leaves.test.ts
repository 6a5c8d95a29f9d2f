import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../../dashboard/visitor/notice/leaves.ts';
import { publicNotice } from '../../../shared/visitor/notice.ts';
import { day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';

const services = [...'ABCDEFGHIJ'].map((id) => ({ id, prefix: id, name: { zh: id, en: id } }));
const hall = smallHall({ services, windows: [{ id: '1', number: 1, services: ['A'] }] });
const notice = publicNotice({ state: day(hall).state, hall: publicHall(hall), now: 0 }, null);

describe('the published page', () => {
  it('is one leaf for each part where people scroll', () => {
    expect(leavesOf(notice, false).map(({ kind }) => kind)).toEqual([
      'today',
      'windows',
      'rules',
      'definitions',
    ]);
  });

  it('turns over as many leaves as a screen needs, evenly filled, with nothing left out', () => {
    const leaves = leavesOf(notice, true);
    const held = leaves.flatMap((leaf) => (leaf.kind === 'today' ? [leaf.services.length] : []));
    expect(held).toEqual([5, 5]);
    const defined = leaves.flatMap((leaf) => (leaf.kind === 'definitions' ? leaf.entries : []));
    expect(defined).toEqual(notice.definitions);
    expect(leaves.filter(({ kind }) => kind === 'windows')).toHaveLength(1);
  });
});
