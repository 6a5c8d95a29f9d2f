import { z } from 'zod';
import type { Bilingual } from '../../shared/text.ts';
import type { Entry } from './entry.ts';
import { literalOf, type Raw } from './entry.ts';
import { isReserved, reserved } from './expression/reserved.ts';

/** What a setting can be. */
export const settingTypes = ['integer', 'number', 'text', 'choice', 'flag', 'map'] as const;
const KEYS = ['type', 'least', 'most', 'default', 'of', 'optional', 'label', 'help'] as const;

/** What a site says of a device, for the form on the page. */
export interface SettingWords {
  label: Bilingual;
  help?: Bilingual;
}

/** The settings of a profile: their schema, and their words. */
export interface ProfileSettings {
  schema: z.ZodType<Record<string, unknown>>;
  words: ReadonlyMap<string, SettingWords>;
  /** Settings as they are written in a profile: every figure still words. */
  read(entry: Entry): Record<string, unknown>;
}

/** Compiles `settings:`, each `{type, least, most, default, of, label, help}`. @throws ProfileMistake */
export function compileSettings(entry: Entry): ProfileSettings {
  const shape: Record<string, z.ZodType> = {};
  const words = new Map<string, SettingWords>();
  for (const [name, setting] of entry.fields()) {
    if (isReserved(name)) setting.fail(reserved(name).zh, reserved(name).en);
    setting.only(KEYS);
    const label = setting.at('label').isThere ? setting.at('label').bilingual() : { zh: name, en: name };
    const help = setting.at('help').isThere ? setting.at('help').bilingual() : undefined;
    words.set(name, { label, ...(help ? { help } : {}) });
    shape[name] = withDefault(schemaOf(setting), setting).meta({ ...label, ...(help ? { help } : {}) });
  }
  return {
    schema: z.strictObject(shape) as z.ZodType<Record<string, unknown>>,
    words,
    read: (given) =>
      Object.fromEntries(
        given.fields().map(([name, value]) => [name, plainOf(value, entry.at(name).at('type').raw)]),
      ),
  };
}

function schemaOf(setting: Entry): z.ZodType {
  const type = setting.at('type').oneOf(settingTypes);
  if (type === 'integer' || type === 'number') return numberSchema(setting, type === 'integer');
  if (type === 'flag') return z.boolean();
  if (type === 'text') return z.string().max(limitOf(setting.at('most')) ?? 200);
  if (type === 'map') return mapSchema(setting);
  const choices = setting
    .at('of')
    .list()
    .map((one) => one.text());
  if (choices.length === 0) return setting.at('of').fail('请列出可选的值', 'list what can be chosen');
  return z.enum(choices as [string, ...string[]]);
}

/** Values by a key: a number from `least` to `most`, or else a word; `of` lists the values that are allowed. */
function mapSchema(setting: Entry): z.ZodType {
  const allowed = setting
    .at('of')
    .list()
    .map((one) => literalOf(one.text()));
  const [least, most] = [limitOf(setting.at('least')), limitOf(setting.at('most'))];
  const isKey = (text: string) => {
    const key = literalOf(text);
    return least === null || most === null || (typeof key === 'number' && key >= least && key <= most);
  };
  const key = z.string().max(40).refine(isKey, `a key is ${least} to ${most}`);
  const value = allowed.length > 0 ? z.literal(allowed) : z.union([z.string().max(40), z.number(), z.null()]);
  return z.record(key, value).transform(withPlainKeys);
}

/** `0x0E` and `14` are one key. */
function withPlainKeys(map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [String(literalOf(key)), value]));
}

function numberSchema(setting: Entry, isWhole: boolean): z.ZodType {
  const [least, most] = [limitOf(setting.at('least')), limitOf(setting.at('most'))];
  let schema = isWhole ? z.int() : z.number();
  if (least !== null) schema = schema.min(least);
  if (most !== null) schema = schema.max(most);
  return schema;
}

function limitOf(entry: Entry): number | null {
  if (!entry.isThere) return null;
  const value = literalOf(entry.text());
  return typeof value === 'number' ? value : entry.fail('应为数', 'expected a number');
}

function withDefault(schema: z.ZodType, setting: Entry): z.ZodType {
  const usual = setting.at('default');
  if (!usual.isThere) return setting.at('optional').isTrue() ? schema.optional() : schema;
  const value = plainOf(usual, setting.at('type').raw);
  const checked = schema.safeParse(value);
  if (!checked.success) usual.fail('默认值不合本项的类型或范围', 'the default is not such a value');
  return schema.prefault(value as never);
}

function plainOf(entry: Entry, type: Raw | undefined): unknown {
  if (type === 'text' || type === 'choice') return entry.text();
  if (type !== 'map') return literalOf(entry.text());
  return Object.fromEntries(entry.fields().map(([key, value]) => [key, literalOf(value.text())]));
}
