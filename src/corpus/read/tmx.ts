import { SaxesParser } from 'saxes';
import { TolkError } from '../../errors.ts';
import type { ByteSource } from '../entry.ts';

/** A pair of a translation memory. */
export interface TmxPair {
  readonly nl: string;
  readonly en: string;
}

/**
 * The Dutch and English of a TMX file (any 1.x), streaming; units without both are passed over. Inline
 * codes (`bpt`, `ph`, …) are dropped, the text around them stays.
 *
 * @throws TolkError `corpus.malformed` with the line, where it is not valid XML or no TMX
 */
export async function* readTmx({ name, bytes }: ByteSource): AsyncGenerator<TmxPair> {
  const parser = new SaxesParser();
  const pairs: TmxPair[] = [];
  let unit: { nl?: string; en?: string } = {};
  let language = '';
  let text: string | undefined;
  let depth = 0;
  let isTmx = false;
  parser.on('opentag', ({ name: tag, attributes }) => {
    if (tag === 'tmx') isTmx = true;
    if (tag === 'tu') unit = {};
    if (tag === 'tuv')
      language = String(attributes['xml:lang'] ?? attributes['lang'] ?? '')
        .slice(0, 2)
        .toLowerCase();
    if (tag === 'seg') text = '';
    else if (text !== undefined && tag !== 'hi') depth += 1;
  });
  parser.on('text', (part) => {
    if (text !== undefined && depth === 0) text += part;
  });
  parser.on('closetag', ({ name: tag }) => {
    if (tag === 'seg') {
      if (language === 'nl' || language === 'en') unit[language] = text?.trim() ?? '';
      text = undefined;
    } else if (text !== undefined && tag !== 'hi') depth -= 1;
    if (tag === 'tu' && unit.nl && unit.en) pairs.push({ nl: unit.nl, en: unit.en });
  });
  parser.on('error', (cause) => {
    const why = cause.message.replace(/^\d+:\d+: /, '');
    throw new TolkError('corpus.malformed', `${name}:${parser.line}: not valid XML (${why})`, {
      cause,
    });
  });
  const decoder = new TextDecoder();
  for await (const chunk of bytes()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* pairs.splice(0);
  }
  parser.write(decoder.decode()).close();
  yield* pairs.splice(0);
  if (!isTmx) throw new TolkError('corpus.malformed', `${name}: this is no TMX file`);
}
