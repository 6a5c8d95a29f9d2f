import { describe, expect, it } from 'vitest';
import verb from '../../../bridge/verbs/sim.ts';

describe('what hall sim does not understand', () => {
  it.each([
    [['--device', 'nope'], 'There is no device "nope"; known: alpha-sign'],
    [['--device', 'mqtt-json'], '--settings topic: is missing'],
    [
      ['--device', 'mqtt-json', '--tcp', '1'],
      '--tcp is for devices that speak bytes, and mqtt-json does not',
    ],
    [['--device', 'winnsen', '--broker', 'embedded'], '--broker is for devices that speak MQTT'],
    [['--device', 'homie-4', '--settings', '{"device":"d"}', '--fault', 'skip=1'], 'no fault "skip"'],
    [['--device', 'homie-4', '--settings', '{"device":"d"}', '--verify', 'so'], '--verify is yes or no'],
    [['--broker', 'embedded'], '--broker embedded goes with --device'],
    [['--device', 'winnsen', '--settings', '{"address": 99}'], '--settings address: must be at most 31'],
    [['--device', 'winnsen', '--settings', '{'], '--settings is JSON'],
    [['--device', 'winnsen', '--speed', '2'], '--speed does not go with --device'],
    [['--device', 'winnsen', '--tcp', 'x'], '--tcp must be a whole number from 0 to 65535'],
    [['--device'], '--device needs a value'],
    [['--tcp', '1'], '--tcp goes with --device'],
    [['--fault', 'nois=1'], 'There is no fault "nois"; known: split'],
    [['--fault', 'noise=2'], 'The chance of --fault noise is 0 to 1'],
    [['--fault', 'noise=0.1,drop'], 'The chance of --fault drop is 0 to 1'],
    [['--speed', '1000'], '--speed must be a whole number from 1 to 100'],
    [['--broker', 'here'], '--broker must look like mqtt://host:1883'],
    [['--spede', '2'], 'There is no option --spede'],
    [['fast'], '"fast" is too much'],
  ])('%j is answered with what is wrong', async (words, said) => {
    await expect(verb.run(words, { language: 'en', out: () => undefined })).rejects.toThrow(said);
  });
});

it('hall sim says in its help which faults and which devices there are, in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    for (const word of [
      'kerong-cu48',
      'homie-5',
      'oldDeath',
      '--username',
      'split',
      'unplug',
      '--fault',
      '--device',
    ]) {
      expect(verb.help[language]).toContain(word);
    }
  }
});
