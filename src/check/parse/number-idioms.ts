import { wordSet } from '../../word-set.ts';
import type { Token } from './text.ts';

/*
 * Numerals of Dutch expressions that count nothing, so that the English need not have them: "in acht
 * nemen" is to observe, "hij acht" he deems, and "onder vier ogen" in private.
 */

/** A numeral, and the words beside it that make an expression of it. */
interface Idiom {
  readonly before?: ReadonlySet<string>;
  readonly after?: ReadonlySet<string>;
  /** A word of these is a few words away. */
  readonly nearby?: ReadonlySet<string>;
}

const idioms: ReadonlyMap<string, readonly Idiom[]> = new Map([
  [
    'acht',
    [
      {
        before: wordSet('in'),
        nearby: wordSet('nemen neemt nam namen neem genomen nemend nemende'),
      },
      { nearby: wordSet('slaan slaat sloeg sloegen geslagen') },
      // "De rechter acht niet bewezen": the verb.
      { after: wordSet('niet het dat dit zich hem haar hen ons een de geen bewezen nodig') },
    ],
  ],
  ['vier', [{ before: wordSet('onder'), after: wordSet('ogen') }]],
  ['twee', [{ before: wordSet('met'), after: wordSet('maten') }]],
  ['twaalf', [{ after: wordSet('ambachten') }]],
  ['dertien', [{ after: wordSet('ongelukken') }]],
  ['zeven', [{ after: wordSet('sloten haasten') }]],
]);

/** The verb of a main clause is far from what belongs to it. */
const reach = 8;

/** Does the numeral at a place count nothing? */
export function isInIdiom(tokens: readonly Token[], at: number): boolean {
  const found = idioms.get(tokens[at]?.lower ?? '');
  if (found === undefined) return false;
  const lowerAt = (place: number) => tokens[place]?.lower ?? '';
  return found.some(
    ({ before, after, nearby }) =>
      (before?.has(lowerAt(at - 1)) ?? true) &&
      (after?.has(lowerAt(at + 1)) ?? true) &&
      (nearby === undefined ||
        tokens
          .slice(Math.max(0, at - reach), at + reach + 1)
          .some(({ lower }) => nearby.has(lower))),
  );
}
