import { expect, it } from 'vitest';
import { parseProfile } from '../../../bridge/profiles/load.ts';
import { starter } from '../../../dashboard/devices/profiles/starter.ts';

it.each(Object.entries(starter))('a new profile is right as it begins (%s)', (_language, text) => {
  expect(parseProfile(text, 'my-device.yaml').id).toBe('my-device');
});
