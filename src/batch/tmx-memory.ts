import { normalizeText } from '../article/text.ts';
import { decompress, openBytes } from '../corpus/byte-source.ts';
import { kindOf } from '../corpus/formats.ts';
import { readTmx, type TmxPair } from '../corpus/read/tmx.ts';
import { glossProp, tmxHead, tmxTail, tmxUnit } from '../corpus/write/tmx.ts';
import { isGloss, sandboxModel } from '../gloss.ts';
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

/** What is done with glosses: those of the practice LLM, which are no translation. */
export interface GlossOptions {
  /** Leave them out, or take them as what they are: what is made of them is a gloss too. */
  readonly glosses: 'leave-out' | 'take';
}

/** How many pairs were taken, and how many were left out since they are glosses. */
export interface TakenPairs {
  readonly taken: number;
  readonly glosses: number;
}

/**
 * Adds the pairs of a TMX file (`.gz` and `.zst` too) to the translation memory; they are used
 * whatever the model and style.
 *
 * @throws TolkError `corpus.malformed`; the pairs before it are added
 */
export async function importMemory(
  path: string,
  memory: MemorySink,
  options: GlossOptions,
): Promise<TakenPairs> {
  const file = decompress(openBytes(path), kindOf(path).compression);
  let taken = 0;
  let glosses = 0;
  let page: MemoryMatch[] = [];
  const flush = async () => {
    await memory.remember(page);
    taken += page.length;
    page = [];
  };
  for await (const pair of readTmx(file)) {
    if (pair.gloss && options.glosses === 'leave-out') glosses += 1;
    else page.push(toMatch(pair));
    if (page.length >= pairsTogether) await flush();
  }
  await flush();
  return { taken, glosses };
}

/** Writes the translation memory as TMX; returns how many pairs that are. */
export async function* exportMemory(
  memory: MemorySource,
  options: GlossOptions,
): AsyncGenerator<string, TakenPairs> {
  let taken = 0;
  let glosses = 0;
  yield tmxHead;
  for await (const pair of memory.all()) {
    if (isGloss(pair.model) && options.glosses === 'leave-out') glosses += 1;
    else {
      taken += 1;
      yield tmxUnit(pair, { model: pair.model, ...glossProp(pair.model) });
    }
  }
  yield tmxTail;
  return { taken, glosses };
}

/** No model and no call made it. */
const origin = { model: 'tmx', asked: 'tmx', call: 'tmx' } as const;

function toMatch({ nl: dutch, en, gloss }: TmxPair): MemoryMatch {
  const nl = toLine(dutch);
  // What is made of a gloss is one: its model says so.
  const by = gloss ? { ...origin, model: sandboxModel } : origin;
  return { key: importedKey(nl), pair: { nl, en: toLine(en), ...by } };
}

/** As segments are: normalised, on one line. */
const toLine = (text: string): string => normalizeText(text).replaceAll('\n', ' ');
