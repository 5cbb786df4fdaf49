import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';

/** What an answer is written in. */
export type AnswerForm = 'json' | 'text';

/** A JSON schema, as far as it is looked into. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The keywords that every server with structured outputs takes (documents of OpenAI, Anthropic,
 * Gemini, Mistral, Groq, vLLM and llama.cpp, 2026-11). All others are left out: Anthropic answers
 * 400 to `minimum` and `maximum`, which zod writes for every integer, others to `minLength`,
 * `maxLength`, `pattern`, `format`, `default` or `$schema`. Nothing is lost: answers are checked
 * with zod here, whatever the server was told.
 */
const takenEverywhere = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'anyOf',
  '$ref',
  '$defs',
  'description',
]);

/** The JSON schema of an object that has all of these fields and no others. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

/** Keywords whose values are schemas by name; a name is no keyword. */
const named = new Set(['properties', '$defs']);

const record = z.record(z.string(), z.unknown());

/** What a schema is as JSON: it costs as much as all else of a request together. */
interface WireSchema {
  /** With all its keywords, also those that servers are not sent. */
  readonly text: string;
  readonly format: ReturnType<typeof zodResponseFormat>;
}

const known = new WeakMap<z.ZodType, Map<string, WireSchema>>();

/** Cached by schema: one built for each call would be compiled and converted every time. */
function wireSchema(schema: z.ZodType, task: string): WireSchema {
  const ofTasks = known.get(schema) ?? new Map<string, WireSchema>();
  known.set(schema, ofTasks);
  const made = ofTasks.get(task) ?? convert(schema, task);
  ofTasks.set(task, made);
  return made;
}

function convert(schema: z.ZodType, task: string): WireSchema {
  const format = zodResponseFormat(schema, task);
  const { schema: full } = format.json_schema;
  const sent = full ? { schema: withoutOddKeywords(full) } : {};
  return {
    text: JSON.stringify(full),
    format: { ...format, json_schema: { ...format.json_schema, ...sent } },
  };
}

/** The response format that asks for answers of this schema, as servers are sent it. */
export function wireFormat(schema: z.ZodType, task: string): ReturnType<typeof zodResponseFormat> {
  return wireSchema(schema, task).format;
}

/**
 * The JSON schema of an answer, as text: part of what makes two questions the same. With all its
 * keywords, also those that servers are not sent.
 */
export function schemaText(schema: z.ZodType, task: string): string {
  return wireSchema(schema, task).text;
}

function withoutOddKeywords(schema: JsonSchema): Record<string, unknown> {
  const kept = Object.entries(schema).filter(([keyword]) => takenEverywhere.has(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, cleaned(keyword, value)]));
}

function cleaned(keyword: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => cleaned('', part));
  const object = record.safeParse(value).data;
  if (object === undefined) return value;
  if (!named.has(keyword)) return withoutOddKeywords(object);
  return Object.fromEntries(
    Object.entries(object).map(([name, schema]) => [name, cleaned('', schema)]),
  );
}
