import { wordSet } from '../word-set.ts';
import { isDutchWord, isEnglishWord } from './parse/dictionary.ts';
import type { Sides } from './parse/pair.ts';

const joints = wordSet('- – , &');

/** Is there the same English word beside it in both texts: "free, libre en open source"? */
export function isInEnglishPhrase({ nl, en }: Sides, at: number, dutchAt: number): boolean {
  return [-1, 1].some((step) => {
    const isJoint = joints.has(en.tokens[at + step]?.text ?? '');
    const away = isJoint ? 2 * step : step;
    const [english, dutch] = [en.tokens[at + away], nl.tokens[dutchAt + away]];
    if (english?.kind !== 'word' || english.lower !== dutch?.lower) return false;
    return isEnglishWord(english.lower) && !isDutchWord(english.lower);
  });
}
