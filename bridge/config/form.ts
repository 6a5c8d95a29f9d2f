import { z } from 'zod';
import type { Choice, Control, Field } from '../../shared/config/form.ts';
import { isSecret } from '../../shared/config/secrets.ts';
import { same, type Bilingual } from '../../shared/text.ts';

/**
 * The parts of a JSON schema that a form is made from. Words come from the field's own
 * `.meta({ zh, en })`, with `help` and the words of `choices` beside them; `of` says that the
 * text is the id of a device of that kind.
 */
interface Schema {
  type?: string;
  const?: string | number | boolean;
  enum?: (string | number)[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
  zh?: string;
  en?: string;
  help?: Bilingual;
  choices?: Record<string, Bilingual>;
  of?: string;
}

/** The fields of a schema, in its order; none where it is no plain set of fields. */
export function fieldsOf(schema: z.ZodType): Field[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return Object.entries(json.properties ?? {}).map(([name, field]) => ({
    name,
    words: { zh: field.zh ?? name, en: field.en ?? name },
    ...(field.help ? { hint: field.help } : {}),
    required: json.required?.includes(name) === true,
    ...(field.default !== undefined ? { default: field.default } : {}),
    control: controlOf(name, field),
  }));
}

function controlOf(name: string, schema: Schema): Control {
  const choices = choicesOf(schema, schema.choices);
  if (choices) return { kind: 'choice', choices };
  switch (schema.type) {
    case 'integer':
    case 'number':
      return { kind: 'number', whole: schema.type === 'integer', ...boundsOf(schema) };
    case 'boolean':
      return { kind: 'switch' };
    case 'string': {
      if (schema.of !== undefined) return { kind: 'device', of: schema.of };
      const { pattern, minLength, maxLength } = schema;
      return {
        kind: 'text',
        ...(pattern !== undefined ? { pattern } : {}),
        ...(minLength !== undefined ? { minLength } : {}),
        ...(maxLength !== undefined ? { maxLength } : {}),
        ...(isSecret(name) ? { hidden: true } : {}),
      };
    }
    case 'object':
      return tableOf(schema);
    default:
      // A word that is one of several texts, such as `embedded` or an address, is a text.
      return (schema.anyOf ?? []).some(({ type }) => type === 'string') ? { kind: 'text' } : { kind: 'free' };
  }
}

function tableOf({ additionalProperties: value, propertyNames, choices }: Schema): Control {
  if (typeof value !== 'object') return { kind: 'free' };
  const control = controlOf('', { ...value, ...(choices ? { choices } : {}) });
  if (control.kind === 'free' || control.kind === 'table') return { kind: 'free' };
  const pattern = propertyNames?.pattern;
  return { kind: 'table', ...(pattern !== undefined ? { pattern } : {}), value: control };
}

/** The values of an enumeration or of a union of single values; null for anything else. */
function choicesOf(schema: Schema, words: Schema['choices'] = {}): Choice[] | null {
  const choice = (value: Choice['value']): Choice => ({
    value,
    words: words[String(value)] ?? (value === null ? { zh: '无', en: 'none' } : same(String(value))),
  });
  if (schema.const !== undefined) return [choice(schema.const)];
  if (schema.enum) return schema.enum.map(choice);
  if (schema.type === 'null') return [choice(null)];
  const parts = (schema.anyOf ?? schema.oneOf)?.map((part) => choicesOf(part, words));
  return parts?.every((part) => part !== null) ? parts.flat() : null;
}

function boundsOf(schema: Schema): { min?: number; max?: number } {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, type } = schema;
  const step = type === 'integer' ? 1 : 0;
  const min = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + step);
  const max = maximum ?? (exclusiveMaximum === undefined ? undefined : exclusiveMaximum - step);
  const isBound = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return { ...(isBound(min) ? { min: min as number } : {}), ...(isBound(max) ? { max: max as number } : {}) };
}
