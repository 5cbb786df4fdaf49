import type { Doubt } from './check.ts';

/** Frequent Dutch words that are not English words too. */
const dutchWords = new Set(
  'de het een en van dat niet met voor zijn er aan ook maar bij nog wel naar uit heeft hebben wordt worden werd deze dit wat over om tot je ik ze hij zij wij we u hun haar als dan door kan moet zal zou geen meer veel alleen omdat tegen onder tussen'
    .split(' ')
    .filter((word) => !['we', 'over', 'met', 'dan', 'door', 'van', 'ten', 'been'].includes(word)),
);
const minWords = 4;
/** Native Dutch has one such word in three; English with Dutch names in it far fewer than one in six. */
const dutchShare = 1 / 6;

/** English that is still Dutch, wholly or for the most part. */
export function checkUntranslated(nl: string, en: string): Doubt[] {
  const words = en.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  if (words.length < minWords) return [];
  const dutch = words.filter((word) => dutchWords.has(word)).length;
  if (dutch === 0) return [];
  if (nl === en) return [{ severity: 'error', message: 'the text was left in Dutch' }];
  if (dutch < words.length * dutchShare) return [];
  return [{ severity: 'error', message: 'the English is still partly Dutch' }];
}
