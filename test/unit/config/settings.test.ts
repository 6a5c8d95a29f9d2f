import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { languageOf, readSettings, SettingsError } from '../../../bridge/config/settings.ts';

describe('the settings of the environment', () => {
  it('have a default each, and empty is as good as not set', () => {
    const defaults = {
      host: '127.0.0.1',
      port: 8080,
      // The demo hall never mixes with a real one.
      data: `${homedir()}/.hallwatch/demo`,
      config: null,
      remoteAllowed: false,
      logLevel: 'warn',
      language: 'zh',
    };
    expect(readSettings({})).toEqual(defaults);
    const names = ['HOST', 'PORT', 'DATA', 'CONFIG', 'REMOTE', 'LOG', 'LANG'];
    expect(readSettings(Object.fromEntries(names.map((name) => [`HALL_${name}`, ''])))).toEqual(defaults);
  });

  it('are taken as they are given', () => {
    const env = {
      ...{ HALL_HOST: '::1', HALL_PORT: '0', HALL_DATA: '/data', HALL_CONFIG: 'hall.yaml' },
      ...{ HALL_LOG: 'debug', HALL_LANG: 'en' },
    };
    expect(readSettings(env)).toEqual({
      ...{ host: '::1', port: 0, data: '/data', config: 'hall.yaml' },
      ...{ remoteAllowed: false, logLevel: 'debug', language: 'en' },
    });
  });

  it.each([
    ['HALL_PORT', '65536'],
    ['HALL_PORT', '-1'],
    ['HALL_PORT', '80.5'],
    ['HALL_PORT', 'http'],
    ['HALL_PORT', ' '],
    ['HALL_PORT', '0x50'],
    ['HALL_PORT', '1e3'],
    ['HALL_LOG', 'loud'],
    ['HALL_LOG', 'WARN'],
    ['HALL_HOST', '0.0.0.0'],
    ['HALL_HOST', '127.0.0.1.example'],
    ['HALL_HOST', ' '],
  ])('%s=%s is refused by name, in both languages', (name, value) => {
    for (const [HALL_LANG, words] of [
      ['en', /^HALL_/],
      ['zh', /[\u4e00-\u9fff]/],
    ] as const) {
      const read = () => readSettings({ [name]: value, HALL_LANG });
      expect(read).toThrow(SettingsError);
      expect(read).toThrow(`${name}=${value}`);
      expect(read).toThrow(words);
    }
  });
});

describe('the language', () => {
  it.each<[NodeJS.ProcessEnv, 'zh' | 'en']>([
    [{}, 'zh'],
    [{ HALL_LANG: 'en' }, 'en'],
    [{ HALL_LANG: 'zh', LANG: 'en_US.UTF-8' }, 'zh'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LANG: 'POSIX' }, 'zh'],
    [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
    [{ HALL_LANG: '', LC_ALL: '', LC_MESSAGES: '', LANG: 'en_US.UTF-8' }, 'en'],
  ])('of %j is %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });
});
