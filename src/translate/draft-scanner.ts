import { z } from 'zod';
import { readNumbered } from './numbered-text.ts';

const segmentSchema = z.object({ n: z.coerce.number().int(), en: z.string().min(1) });

/** Where an answer stops being thoughts, in the words of the models that think aloud. */
const endOfThoughts = /<\/think(?:ing)?>|<\|channel\|>final<\|message\|>|\[\/THINK\]/;
const markCharacters = 40;
/** No segment's object is longer; what is will not be shown. */
const maxObjectCharacters = 100_000;

/**
 * Finds the segments in an answer that is still being written: each when its object closes, or its
 * text where it is one of a list of numbered texts (`"[1] …"`). An
 * answer that begins with anything but JSON may be thoughts, in which whole answers are tried out;
 * so nothing is taken from it until the thoughts have ended.
 */
export class DraftScanner {
  readonly #onSegment: (n: number, en: string) => void;
  #state: 'before' | 'thoughts' | 'json' = 'before';
  #tail = '';
  /** The innermost object that is open, if none in it was. */
  #object: string | null = null;
  /** The brackets that are open. */
  #open = '';
  /** The text of a list that is being written. */
  #text: string | null = null;
  #inString = false;
  #isEscaped = false;

  /** @param onSegment receives each segment, under the number the model gave it */
  constructor(onSegment: (n: number, en: string) => void) {
    this.#onSegment = onSegment;
  }

  /** Takes the next piece of the answer, however it is cut. */
  feed(text: string): void {
    if (this.#state === 'before') this.#begin(text.trimStart());
    else if (this.#state === 'thoughts') this.#think(text);
    else for (const character of text) this.#read(character);
  }

  #begin(text: string): void {
    if (text === '') return;
    this.#state = /^[{[`\uFEFF]/.test(text) ? 'json' : 'thoughts';
    this.feed(text);
  }

  #think(text: string): void {
    const seen = this.#tail + text;
    const end = endOfThoughts.exec(seen);
    this.#tail = seen.slice(-markCharacters);
    if (end === null) return;
    this.#state = 'before';
    this.feed(seen.slice(end.index + end[0].length));
  }

  #read(character: string): void {
    if (this.#object !== null) this.#object += character;
    if (this.#text !== null) this.#text += character;
    if (this.#inString) this.#readInString(character);
    else if (character === '"') this.#beginString();
    else this.#readBracket(character);
    if ((this.#object?.length ?? 0) > maxObjectCharacters) this.#object = null;
  }

  #readBracket(character: string): void {
    if (character === '{') this.#object = '{';
    if (character === '}') this.#close();
    if (character === '{' || character === '[') this.#open += character;
    if (character === '}' || character === ']') this.#open = this.#open.slice(0, -1);
  }

  #beginString(): void {
    this.#inString = true;
    if (this.#open.endsWith('[')) this.#text = '"';
  }

  #readInString(character: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (character === '\\') this.#isEscaped = true;
    else if (character === '"') this.#endString();
  }

  #endString(): void {
    this.#inString = false;
    const segment = this.#text === null ? null : readNumbered(parse(this.#text));
    this.#text = null;
    if (segment !== null && segment.en !== '') this.#onSegment(segment.n, segment.en);
  }

  #close(): void {
    const object = this.#object;
    this.#object = null;
    if (object === null) return;
    const segment = readSegment(object);
    if (segment !== null) this.#onSegment(segment.n, segment.en.trim());
  }
}

function readSegment(object: string): z.infer<typeof segmentSchema> | null {
  return segmentSchema.safeParse(parse(object)).data ?? null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
