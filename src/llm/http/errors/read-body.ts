/*
 * What an error body says, in whatever shape it comes. Servers agree on nothing: `{error: {message,
 * type, code}}` (OpenAI), the same in an array (Gemini), `{type: 'error', error}` (Anthropic),
 * `{object: 'error', message}` (vLLM), `{error: 'words', error_type}` (TGI, Ollama), `{code, error}`
 * (xAI), `{detail: [{loc, msg}]}` (FastAPI), `{errors: […]}` (Cloudflare), `{message, __type}`
 * (AWS), `{base_resp: {status_code, status_msg}}` (MiniMax), an error of another server as text in
 * `metadata.raw` (OpenRouter), or a page of HTML (any proxy). So fields are found by their names,
 * wherever they are.
 */

/** What was found in an error body. */
export interface BodyFacts {
  /** All that it says in words, whole; the words of a server behind the server included. */
  readonly words: string;
  /** Its codes, types, reasons and states, each in lower case. */
  readonly codes: readonly string[];
  /** The parameter that it names; empty where it names none. */
  readonly param: string;
  /** A status of HTTP that stands in the body, or null. */
  readonly status: number | null;
  /** The server's name for the request, where the body has it; else empty. */
  readonly requestId: string;
  /** How long to wait, as the body has it: `41s`, `41.5`; empty where it does not say. */
  readonly retryDelay: string;
  /** When a limit resets, as the body has it (OpenRouter repeats headers there); else empty. */
  readonly resetAt: string;
  /** False for a page of HTML or other text: no API wrote this. */
  readonly isJson: boolean;
}

interface Found {
  readonly words: string[];
  readonly codes: string[];
  readonly params: string[];
  readonly statuses: number[];
  readonly requestIds: string[];
  readonly delays: string[];
  readonly resets: string[];
}

/** Deeper than any server nests its errors. */
const maxDepth = 7;
/** Entries of a list that are looked at: a validator may list thousands of problems. */
const maxEntries = 20;
const maxTextCharacters = 20_000;

const wordKeys =
  /^(?:message|msg|error|errors|detail|details|title|description|reasons?|raw|(?:error|status)_?(?:message|msg|description)|localizedmessage)$/i;
const codeKeys =
  /^(?:code|type|status|reasons?|__type|(?:error|status|provider)_?(?:code|type|name)|object|quotaid)$/i;
/** A wait in seconds, or with its unit; Hugging Face says how long a model takes to load. */
const delayKeys =
  /^(?:retry_?(?:delay|after)(?:_?seconds)?|resets?_?in(?:_?seconds)?|estimated_?time)$/i;
/** What a server may repeat of the request there, the article included, is not read. */
const echoKeys =
  /^(?:input|flagged_input|failed_generation|prompt|messages|choices|content|request|body|ctx|headers|previous_errors)$/i;

/** Reads an error body: parsed JSON, JSON as text, or any other text. */
export function readBody(body: unknown): BodyFacts {
  const parsed = typeof body === 'string' ? parseJson(body) : body;
  const isJson = typeof parsed === 'object' && parsed !== null;
  const found: Found = {
    words: [],
    codes: [],
    params: [],
    statuses: [],
    requestIds: [],
    delays: [],
    resets: [],
  };
  if (isJson) collect(parsed, found, 0);
  else if (typeof parsed === 'string') found.words.push(textOfPage(parsed));
  return {
    words: [...new Set(found.words)].join(' · '),
    codes: [...new Set(found.codes.map((code) => code.toLowerCase()))],
    param: found.params[0] ?? '',
    status: found.statuses[0] ?? null,
    requestId: found.requestIds[0] ?? '',
    retryDelay: found.delays.find(Boolean) ?? '',
    resetAt: found.resets[0] ?? '',
    isJson,
  };
}

function collect(value: unknown, found: Found, depth: number): void {
  if (depth > maxDepth || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value.slice(0, maxEntries)) {
      if (typeof entry === 'string') found.words.push(entry);
      else collect(entry, found, depth + 1);
    }
    return;
  }
  for (const [key, field] of Object.entries(value)) {
    if (key.toLowerCase() === 'headers') collectHeaders(field, found);
    if (!echoKeys.test(key)) collectField(key, field, found, depth);
  }
}

// The four are one field and where it goes; an object for them would be made for every field.
function collectField(key: string, field: unknown, found: Found, depth: number): void {
  if (key === 'loc') {
    if (Array.isArray(field)) found.params.push(field.join('.'));
    return;
  }
  if (/^retry_?delay$/i.test(key)) found.delays.push(secondsIn(field));
  if (typeof field === 'object') collect(field, found, depth + 1);
  if (typeof field !== 'string' && typeof field !== 'number') return;
  const text = String(field).trim();
  if (text === '') return;
  if (/^(?:param|field|parameter)$/i.test(key)) found.params.push(text);
  if (/^request_?id$/i.test(key)) found.requestIds.push(text);
  if (delayKeys.test(key)) found.delays.push(text);
  if (/^retry_?after_?ms$/i.test(key)) found.delays.push(`${text}ms`);
  if (/^resets?_?(?:at|time)$/i.test(key)) found.resets.push(text);
  if (codeKeys.test(key)) collectCode(text, found);
  else if (typeof field === 'string' && wordKeys.test(key)) collectWords(text, found, depth);
  // A reason may be a code (`API_KEY_INVALID`) or words.
  if (/^reasons?$/i.test(key) && text.includes(' ')) found.words.push(text);
}

/** The seconds of Google's duration where it comes as an object; empty for anything else. */
function secondsIn(field: unknown): string {
  const isDuration = typeof field === 'object' && field !== null && 'seconds' in field;
  return isDuration ? String(field.seconds) : '';
}

function collectCode(text: string, found: Found): void {
  const status = Number(text);
  if (Number.isInteger(status) && status >= 400 && status < 600) found.statuses.push(status);
  found.codes.push(text);
}

/** Words; those of another server come as JSON in a string. */
function collectWords(text: string, found: Found, depth: number): void {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}') + 1;
  const inner = start < 0 ? undefined : parseJson(text.slice(start, end));
  if (typeof inner !== 'object' || inner === null) {
    found.words.push(text.slice(0, maxTextCharacters));
    return;
  }
  const before = text.slice(0, start).trim();
  const after = text.slice(end).trim();
  if (before !== '') found.words.push(before);
  collect(inner, found, depth + 1);
  if (after !== '') found.words.push(after);
}

function collectHeaders(headers: unknown, found: Found): void {
  if (typeof headers !== 'object' || headers === null) return;
  for (const [name, value] of Object.entries(headers)) {
    if (/^x-ratelimit-reset$/i.test(name)) found.resets.push(String(value));
    if (/^retry-after$/i.test(name)) found.delays.push(String(value));
  }
}

/** JSON in a text; the text itself where there is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What a page of HTML says: its title and its text; plain text as it is. */
function textOfPage(page: string): string {
  const head = page.slice(0, maxTextCharacters);
  if (!/<(?:!doctype|html|head|body|title)/i.test(head)) return head;
  const title = /<title[^>]*>(?<title>[^<]*)/i.exec(head)?.groups?.['title']?.trim() ?? '';
  const text = head
    .replaceAll(/<(?<name>script|style|title)[\s\S]*?<\/\k<name>>/gi, ' ')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return [title, text].filter(Boolean).join(' · ');
}
