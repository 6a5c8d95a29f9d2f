import { describe, expect, it } from 'vitest';
import { valueFacts } from '../../../bridge/devices/values.ts';
import { eventSchemas } from '../../../shared/events/index.ts';
import { VALUES_KEPT, type DeviceValue } from '../../../shared/hall/state.ts';

const known = (name: string, value: DeviceValue['value'], unit?: string): DeviceValue => ({
  ...{ name, value, since: 0, seq: 1 },
  ...(unit !== undefined ? { unit } : {}),
});
const read = (name: string, value: DeviceValue['value'], unit?: string) =>
  ({ kind: 'value', name, value, ...(unit !== undefined ? { unit } : {}) }) as const;

describe('a value that was read', () => {
  it('is a fact when it is new, and none when it repeats what is known', () => {
    const before = [known('power', 12, 'W'), known('relay', false)];
    expect(valueFacts(read('power', 12, 'W'), before)).toEqual([]);
    expect(valueFacts(read('power', 13, 'W'), before)).toEqual([
      { type: 'device.valueRead', data: { name: 'power', value: 13, unit: 'W' } },
    ]);
    expect(valueFacts(read('power', 12, 'kW'), before)).toHaveLength(1);
    expect(valueFacts(read('relay', 0), before)).toHaveLength(1);
    expect(valueFacts(read('new', true), before)).toHaveLength(1);
  });

  it('is none when nothing could keep it: no name, no number, one name too many', () => {
    const full = Array.from({ length: VALUES_KEPT }, (_, n) => known(`name ${n}`, n));
    expect(valueFacts(read(' ', 1), [])).toEqual([]);
    expect(valueFacts(read('x', Number.NaN), [])).toEqual([]);
    expect(valueFacts(read('x', Number.POSITIVE_INFINITY), [])).toEqual([]);
    expect(valueFacts(read('one more', 1), full)).toEqual([]);
    expect(valueFacts(read('name 7', 8), full)).toHaveLength(1);
  });

  it('is cut to what an event may hold, and known by what was kept of it', () => {
    const name = `meters/hall/ground-floor/${'x'.repeat(100)}/temperature`;
    const [fact] = valueFacts(read(name, '厅'.repeat(500), '°'.repeat(50)), []);
    const data = eventSchemas['device.valueRead'].parse(fact?.data);
    expect(data.name).toMatch(/^meters\/hall\/.*…x+\/temperature$/);
    expect(valueFacts(read(name, '厅'.repeat(500), '°'.repeat(50)), [{ ...data, since: 0, seq: 1 }])).toEqual(
      [],
    );
    const [halved] = valueFacts(read(`${'a'.repeat(18)}😀${'b'.repeat(40)}`, '😀'.repeat(101)), []);
    expect(JSON.stringify(halved)).not.toMatch(/\\ud[89a-f]/i);
  });
});
