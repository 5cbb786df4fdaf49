import { checkOpposites } from '../opposites/opposites.ts';
import { pairOf, type Side } from '../parse/pair.ts';
import type { ClaimCheck, ClaimFinding } from './claims.ts';

/*
 * What a claim says, beside the Dutch that it rests on: "fell" where that says "stegen". The rules
 * are those for a translation; what a summary leaves out is no fault.
 */

/** A claim shares so much with a sentence, at least, that it is about the same. */
const minSupport = 0.45;
/** Rules about what is lost, or only comes from nothing. */
const ofTranslations = /-(?:lost|unfounded|hinted|softened|mixed)$/;

/** A claim says the opposite of the Dutch that it rests on. */
export const checkOppositeOfGround: ClaimCheck = ({ text, terms, near, ground }) => {
  for (const sentence of near) {
    if (sentence.nl.tokens.length === 0 || ground.supportBy(terms, sentence) < minSupport) continue;
    const pair = pairOf(sentence.nl, text);
    const context = { article: pair.nl };
    const [found] = checkOpposites(pair, context).filter(
      ({ rule = '', severity, marks }) =>
        severity !== 'hint' &&
        !ofTranslations.test(rule) &&
        // The English says so too: then it is the translation that is to be doubted.
        !marks?.en.some(([start, end]) =>
          says(sentence.en, text.raw.slice(start - text.start, end - text.start)),
        ),
    );
    if (!found) continue;
    // What one sentence says may be what another one of the same segment turns round.
    const isSaidBeside = near.some(
      (other) =>
        other !== sentence &&
        checkOpposites(pairOf(other.nl, text), context).length === 0 &&
        terms.filter((term) => ground.has(other, term)).length > terms.length / 2,
    );
    if (!isSaidBeside) return [finding(found.message)];
  }
  return [];
};

const says = ({ raw }: Side, words: string): boolean =>
  raw.toLowerCase().includes(words.toLowerCase());

function finding(message: string): ClaimFinding {
  return { check: 'summary-sense', severity: 'warning', message, rule: 'summary-sense/opposite' };
}
