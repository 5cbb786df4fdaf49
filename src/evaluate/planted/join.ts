import type { Translation } from '../../contract.ts';
import { sentencesOf } from './planter.ts';

/**
 * The same article in longer segments: adjoining ones are joined until each has so many English
 * sentences, as far as there are any left.
 */
export function joinSegments({ title, segments }: Translation, sentences: number): Translation {
  const joined: Array<{ n: number; nl: string; en: string }> = [];
  let count = sentences;
  for (const { nl, en } of segments) {
    const last = joined.at(-1);
    if (last && count < sentences) {
      last.nl += ` ${nl}`;
      last.en += ` ${en}`;
      count += sentencesOf(en).length;
    } else {
      joined.push({ n: joined.length + 1, nl, en });
      count = sentencesOf(en).length;
    }
  }
  return { title, segments: joined };
}
