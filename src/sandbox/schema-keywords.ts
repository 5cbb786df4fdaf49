import type { SchemaKeyword } from './problems.ts';
import type { ChatRequest } from './protocol.ts';

/** Keywords that grammars cannot hold, by the type they limit. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  integer: ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  array: ['minItems', 'maxItems', 'uniqueItems'],
};

/** The first limit in a request's schema, as servers name it that take none. */
export function findSchemaKeyword({
  response_format: format,
}: ChatRequest): SchemaKeyword | undefined {
  return format?.type === 'json_schema' ? search(format.json_schema) : undefined;
}

function search(value: unknown): SchemaKeyword | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [type, names] of Object.entries(keywords)) {
    const found = names.filter((name) => isLimit(value, name));
    if (found.length > 0) return { kind: 'schema_keyword', type, keywords: found };
  }
  for (const inner of Object.values(value)) {
    const found = search(inner);
    if (found) return found;
  }
  return undefined;
}

/** A property of an object may have the name of a keyword; its value is a schema then. */
function isLimit(schema: object, name: string): boolean {
  const value: unknown = Reflect.get(schema, name);
  return value !== undefined && (typeof value !== 'object' || value === null);
}
