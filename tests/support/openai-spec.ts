import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';

/*
 * OpenAI's published API document (tests/fixtures/spec/openai.json, MIT licence), to hold requests
 * and answers to.
 */

interface Content {
  readonly [type: string]: { readonly schema: AnySchema };
}

interface Operation {
  readonly requestBody?: { readonly content: Content };
  readonly responses: { readonly 200: { readonly content: Content } };
}

const document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
} = JSON.parse(
  readFileSync('tests/fixtures/spec/openai.json', 'utf8'),
  // OpenAPI 3.0 wrote `nullable` where JSON Schema has a type of its own.
  (_key, value) => (value?.nullable === true ? withNull(value) : value),
);

function withNull({ nullable: _, ...schema }: Record<string, unknown>): unknown {
  return { anyOf: [schema, { type: 'null' }] };
}

const validator = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
validator.addSchema({ $id: 'openai', ...document });

/** What is wrong with a value, as lines; none where it is what the document says. */
export type Check = (value: unknown) => string[];

const compiled = new Map<string, ValidateFunction>();

function check(pointer: string): Check {
  const validate = compiled.get(pointer) ?? validator.compile({ $ref: `openai#${pointer}` });
  compiled.set(pointer, validate);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

/** Checks for a schema of the document by its name. */
export function checkSchema(name: string): Check {
  return check(`/components/schemas/${name}`);
}

function operationAt(method: string, path: string): { pointer: string; operation: Operation } {
  const template = Object.keys(document.paths).find((known) =>
    new RegExp(`^${known.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const operation = document.paths[template ?? '']?.[method.toLowerCase()];
  if (template === undefined || operation === undefined)
    throw new Error(`the document has no ${method} ${path}`);
  const pointer = `/paths/${template.replaceAll('/', '~1')}/${method.toLowerCase()}`;
  return { pointer: encodeURI(pointer), operation };
}

/** Checks the body of a request. */
export function checkRequest(method: string, path: string): Check {
  const { pointer, operation } = operationAt(method, path);
  const type = Object.keys(operation.requestBody?.content ?? {})[0] ?? '';
  return check(`${pointer}/requestBody/content/${type.replaceAll('/', '~1')}/schema`);
}

/** Checks the body of a successful answer. */
export function checkAnswer(method: string, path: string): Check {
  const { pointer, operation } = operationAt(method, path);
  const types = Object.keys(operation.responses[200].content);
  const type = types.find((name) => name === 'application/json') ?? types[0] ?? '';
  return check(`${pointer}/responses/200/content/${type.replaceAll('/', '~1')}/schema`);
}

/** The fields that the document gives a schema, those of what it is composed of among them. */
export function fieldsOf(name: string): ReadonlySet<string> {
  return new Set(collect({ $ref: `#/components/schemas/${name}` }));
}

interface Composed {
  readonly $ref?: string;
  readonly allOf?: readonly Composed[];
  readonly properties?: object;
}

function collect({ $ref, allOf = [], properties = {} }: Composed): string[] {
  const referred = $ref === undefined ? [] : collect(resolve($ref));
  return [...referred, ...allOf.flatMap(collect), ...Object.keys(properties)];
}

function resolve(reference: string): Composed {
  const path = reference.replace('#/', '').split('/');
  return path.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined),
    document,
  ) as Composed;
}
