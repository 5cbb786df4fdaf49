import { normalizeText } from '../article/text.ts';
import { decompress, openBytes } from '../corpus/byte-source.ts';
import { kindOf } from '../corpus/formats.ts';
import { readTmx, type TmxPair } from '../corpus/read/tmx.ts';
import { tmxHead, tmxTail, tmxUnit } from '../corpus/write/tmx.ts';
import type { MemoryMatch, MemoryPair } from '../store/translation-memory.ts';
import { importedKey } from '../translate/translation-memory.ts';

/** What an import needs of the translation memory. */
export interface MemorySink {
  remember(pairs: readonly MemoryMatch[]): Promise<void>;
}

/** What an export needs of the translation memory. */
export interface MemorySource {
  all(): AsyncIterable<MemoryPair>;
}

const pairsTogether = 500;

/**
 * Adds the pairs of a TMX file (`.gz` and `.zst` too) to the translation memory; they are used
 * whatever the model and style.
 *
 * @returns how many
 * @throws TolkError `corpus.malformed`; the pairs before it are added
 */
export async function importMemory(path: string, memory: MemorySink): Promise<number> {
  const file = decompress(openBytes(path), kindOf(path).compression);
  let count = 0;
  let page: MemoryMatch[] = [];
  const flush = async () => {
    await memory.remember(page);
    count += page.length;
    page = [];
  };
  for await (const pair of readTmx(file)) {
    page.push(toMatch(pair));
    if (page.length >= pairsTogether) await flush();
  }
  await flush();
  return count;
}

/** Writes the translation memory as TMX. */
export async function* exportMemory(memory: MemorySource): AsyncGenerator<string> {
  yield tmxHead;
  for await (const { nl, en, model } of memory.all()) yield tmxUnit(nl, en, { model });
  yield tmxTail;
}

/** No model and no call made it. */
const origin = { model: 'tmx', asked: 'tmx', call: 'tmx' } as const;

function toMatch(pair: TmxPair): MemoryMatch {
  const nl = toLine(pair.nl);
  return { key: importedKey(nl), pair: { nl, en: toLine(pair.en), ...origin } };
}

/** As segments are: normalised, on one line. */
const toLine = (text: string): string => normalizeText(text).replaceAll('\n', ' ');
