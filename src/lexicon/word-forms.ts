/*
 * The forms of regular words, and of irregular ones whose principal parts are given. They are made to
 * recognise words, never to write them: where the spelling could go two ways both are made, since a
 * form that does not exist is never met.
 */

const vowel = /[aeiou]/;
/** One consonant after one short vowel: doubled before an ending ("dik", "dikke"; "stop", "stopped"). */
const endsShort = /(?:^|[^aeiou])[aeiou][bcdfgklmnprst]$/;
/** A long vowel written twice, written once in an open syllable ("groot", "grote"). */
const endsLong = /^(.*)([aeou])\2([bcdfgklmnprst])$/;
const oneSyllable = /^[^aeiou]*[aeiou][^aeiou]$/;
/** An open syllable, closed in the stem ("hog-en", "hoog"). */
const endsOpen = /^(.*[^aeiou]|)([aeou])([bdfgklmnprstvz])$/;

/** A Dutch adjective with its -e. */
export function dutchAdjective(base: string): string[] {
  return [base, ...withE(base)];
}

/** A Dutch adjective with its -e, its comparative and its superlative. */
export function dutchDegrees(base: string): string[] {
  const long = withE(base);
  const comparatives = base.endsWith('r')
    ? [`${base}der`, `${base}dere`]
    : long.flatMap((form) => [`${form}r`, `${form}re`]);
  return [base, ...long, ...comparatives, `${base}st`, `${base}ste`, `${base}t`, `${base}te`];
}

function withE(base: string): string[] {
  const forms = [`${base}e`];
  if (endsShort.test(base)) forms.push(`${base}${base.at(-1)}e`);
  const long = endsLong.exec(base);
  if (long)
    forms.push(`${long[1]}${long[2]}${voiced(long[3] ?? '')}e`, `${long[1]}${long[2]}${long[3]}e`);
  else if (/[fs]$/.test(base)) forms.push(`${base.slice(0, -1)}${voiced(base.at(-1) ?? '')}e`);
  return forms;
}

function voiced(consonant: string): string {
  if (consonant === 'f') return 'v';
  return consonant === 's' ? 'z' : consonant;
}

/** A Dutch noun and its plurals. */
export function dutchNoun(base: string): string[] {
  return [base, `${base}s`, `${base}'s`, ...withE(base).map((form) => `${form}n`)];
}

/** A Dutch verb's forms, by what may be done with them. */
export interface DutchVerb {
  /** Forms that stand alone or, of a separable verb, far from their particle. */
  readonly finite: readonly string[];
  readonly participles: readonly string[];
  readonly infinitive: string;
}

/**
 * A Dutch verb.
 *
 * @param infinitive without the particle of a separable verb
 * @param irregular past singular, past plural, participle
 */
export function dutchVerb(infinitive: string, irregular: readonly string[] = []): DutchVerb {
  const stems = stemsOf(infinitive);
  const present = [infinitive, ...stems, ...stems.map((stem) => `${stem}t`), `${infinitive}d`];
  const [singular, plural, participle] = irregular;
  if (singular !== undefined) {
    const participles = participle === undefined ? [] : [participle, ...withE(participle)];
    const past = [singular, ...(plural === undefined ? [] : [plural])];
    return { finite: [...present, `${infinitive}de`, ...past], participles, infinitive };
  }
  return {
    finite: [
      ...present,
      `${infinitive}de`,
      ...stems.flatMap((stem) => [`${stem}de`, `${stem}te`, `${stem}den`, `${stem}ten`]),
    ],
    participles: stems.flatMap((stem) => participlesOf(stem)),
    infinitive,
  };
}

const unstressedPrefix = /^(?:be|ge|er|her|ont|ver|onder|over|voor|achter|mis|weer)/;

function participlesOf(stem: string): string[] {
  const bare = /[dt]$/.test(stem) ? [stem] : [`${stem}d`, `${stem}t`];
  const begun = unstressedPrefix.test(stem)
    ? [...bare, ...bare.map((form) => `ge${form}`)]
    : bare.map((form) => `ge${form}`);
  return begun.flatMap((form) => [form, `${form}e`]);
}

function stemsOf(infinitive: string): string[] {
  const base = infinitive.replace(/e?n$/, '');
  const ending = base.at(-1) ?? '';
  if (base.length > 2 && ending === base.at(-2) && !vowel.test(ending)) return [base.slice(0, -1)];
  const open = endsOpen.exec(base);
  const long = open ? [`${open[1]}${open[2]}${open[2]}${open[3]}`] : [];
  // "staken" has the stem "staak" only; of longer verbs the last syllable may be weak ("openen").
  const stems = open && oneSyllable.test(base) ? long : [base, ...long];
  return [...stems, ...stems.map((stem) => stem.replace(/v$/, 'f').replace(/z$/, 's'))];
}

/** An English verb or noun with the endings of both. */
export function englishVerb(base: string, irregular: readonly string[] = []): string[] {
  const forms = [base, ...irregular, ...englishPlural(base)];
  for (const stem of englishStems(base)) {
    forms.push(`${stem}ing`);
    if (irregular.length === 0) forms.push(stem.endsWith('i') ? `${stem}ed` : `${stem}ed`);
  }
  if (/[^aeiou]y$/.test(base)) forms.push(`${base.slice(0, -1)}ied`);
  return forms;
}

function englishPlural(base: string): string[] {
  if (/[^aeiou]y$/.test(base)) return [`${base.slice(0, -1)}ies`];
  return [`${base}s`, ...(/(?:s|x|z|ch|sh|o)$/.test(base) ? [`${base}es`] : [])];
}

function englishStems(base: string): string[] {
  if (base.endsWith('e')) return [base.slice(0, -1), base];
  return endsShort.test(base) ? [base, `${base}${base.at(-1)}`] : [base];
}

/** An English adjective, its comparative and superlative, and its adverb. */
export function englishDegrees(base: string): string[] {
  if (/[^aeiou]y$/.test(base)) {
    const stem = base.slice(0, -1);
    return [base, `${stem}ier`, `${stem}iest`, `${stem}ily`];
  }
  const stem = base.endsWith('e') ? base.slice(0, -1) : base;
  const doubled = endsShort.test(base) ? `${base}${base.at(-1)}` : stem;
  return [base, ...[stem, doubled].flatMap((form) => [`${form}er`, `${form}est`]), `${base}ly`];
}
