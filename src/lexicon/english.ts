const endsInSibilant = /(?:s|x|z|ch|sh)$/;
const endsInConsonantY = /[^aeiou]y$/;
/**
 * One stressed syllable ending in one consonant after one vowel: `stop`, `plan`; not `visit`,
 * `fix`, `show`.
 */
const doublesLast = /^[^aeiou]*[aeiou][bdgklmnprt]$/;

/** The regular plural of an English noun; of several words, of the last one. */
export function pluralOf(noun: string): string {
  if (endsInConsonantY.test(noun)) return `${noun.slice(0, -1)}ies`;
  return noun + (endsInSibilant.test(noun) ? 'es' : 's');
}

/** The third person of an English verb; of several words (`take part`), of the first one. */
export function thirdPersonOf(verb: string): string {
  const [first = '', ...rest] = verb.split(' ');
  return [inflect(first), ...rest].join(' ');
}

function inflect(verb: string): string {
  if (verb === 'be') return 'is';
  return verb.endsWith('o') ? `${verb}es` : pluralOf(verb);
}

/** The regular past of an English verb; of several words, of the first one. */
export function pastOf(verb: string): string {
  const [first = '', ...rest] = verb.split(' ');
  return [regularPast(first), ...rest].join(' ');
}

function regularPast(verb: string): string {
  if (verb === 'be') return 'was';
  if (verb.endsWith('e')) return `${verb}d`;
  if (endsInConsonantY.test(verb)) return `${verb.slice(0, -1)}ied`;
  return doublesLast.test(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

/** Zero to nineteen in English words. */
export const englishUnits: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
