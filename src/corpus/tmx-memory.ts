import { normalizeText } from '../article/text.ts';
import type { createTranslationMemory } from '../store/translation-memory.ts';
import { importedKey } from '../translate/translation-memory.ts';
import { decompress, openBytes } from './byte-source.ts';
import { kindOf } from './formats.ts';
import { readTmx } from './read/tmx.ts';
import { tmxHead, tmxTail, tmxUnit } from './write/tmx.ts';

type MemoryStore = ReturnType<typeof createTranslationMemory>;

const bulk = 500;

/**
 * Puts the pairs of a TMX file (`.gz` and `.zst` too) into the translation memory; they are used
 * whatever model and style are asked.
 *
 * @returns how many
 * @throws TolkError `corpus.malformed`; what came before it is in
 */
export async function importMemory(path: string, memory: MemoryStore): Promise<number> {
  let count = 0;
  let pairs: Array<Parameters<MemoryStore['remember']>[0][number]> = [];
  const flush = async () => {
    await memory.remember(pairs);
    count += pairs.length;
    pairs = [];
  };
  for await (const { nl, en } of readTmx(decompress(openBytes(path), kindOf(path).compression))) {
    const dutch = normalizeText(nl).replaceAll('\n', ' ');
    pairs.push({
      key: importedKey(dutch),
      pair: {
        nl: dutch,
        en: normalizeText(en).replaceAll('\n', ' '),
        model: 'tmx',
        asked: 'tmx',
        call: 'tmx',
      },
    });
    if (pairs.length >= bulk) await flush();
  }
  await flush();
  return count;
}

/** The translation memory as TMX text. */
export async function* exportMemory(memory: MemoryStore): AsyncGenerator<string> {
  yield tmxHead;
  for await (const { nl, en, model } of memory.all()) yield tmxUnit(nl, en, { model });
  yield tmxTail;
}
