import { wordSet } from '../../word-set.ts';
import type { Token } from '../parse/text.ts';

const numberWords = wordSet(
  'twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien',
  'zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig',
  'honderd duizend miljoen miljard honderden duizenden tienduizenden miljoenen miljarden',
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred',
  'thousand million billion hundreds thousands millions billions',
  'half halve helft kwart derde driekwart anderhalf quarter third quarters thirds dozen dozens tientallen',
);

/** Does a number stand here, or the sign of a currency before one? */
export function isNumberAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const { kind, lower } = token;
  if (kind === 'digits' || isCurrency(lower) || numberWords.has(lower)) return true;
  // "a hundred", "een derde".
  return (lower === 'a' || lower === 'een') && numberWords.has(tokens[at + 1]?.lower ?? '');
}

const isCurrency = (sign: string): boolean => sign === '€' || sign === '$' || sign === '£';
