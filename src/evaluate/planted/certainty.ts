import {
  capitalised,
  exchanges,
  exchanging,
  inSegment,
  type Planter,
  pick,
  replaceOne,
  sentencesOf,
} from './planter.ts';

const hedges = exchanges(`is expected to > will; are expected to > will; was expected to > would
  were expected to > would; is believed to have > has; are believed to have > have; is said to have > has
  are said to have > have; is thought to be > is; are thought to be > are; is believed to be > is
  are believed to be > are; seems to be > is; seem to be > are; appears to be > is; appeared to be > was
  seemed to be > was; is likely to > will; are likely to > will; was likely to > would
  is reported to have > has; is alleged to have > has; is supposed to > will; are supposed to > will
  may be > is; might be > is; may have > has; might have > has; could have been > was; may have been > was`);
const adverbs =
  /(?:,\s)?\b(?:allegedly|reportedly|supposedly|presumably|apparently|possibly|probably|perhaps|maybe|seemingly|potentially|alleged|suspected|supposed|apparent|presumed)\b,?\s/gi;

function dropHedge(en: string, random: () => number): string | null {
  const ways = [
    replaceOne(en, hedges.pattern, random, ([found]) => hedges.replacement(found, random)),
    replaceOne(en, adverbs, random, ([found]) => (/^,\s/.test(found) ? ' ' : '')),
  ];
  const changed = pick(
    ways.flatMap((way) => way ?? []),
    random,
  );
  // "more likely", "was expected", "the expected" are no hedges that can be taken out so.
  return changed === undefined ||
    /\b(?:is|are|was|were|more|most|less|very|be|been|it) (?=[,.]|that\b|to\b)/.test(changed)
    ? null
    : tidy(changed);
}

/** Begins every sentence with a capital again. */
function tidy(text: string): string {
  return sentencesOf(text).map(capitalised).join('');
}

const said =
  'said|says|stated|states|claimed|claims|announced|announces|believes|argued|argues|reported|reports|explained|explains|added|adds|told \\S+|told the \\S+|wrote|writes|warned|warns|noted|notes|insisted|insists';
const before = new RegExp(`^(?:["“]?)(?:[^,.;:"“”]{2,60}?) (?:${said}) that (?=\\p{L})`, 'u');
const after = new RegExp(
  `,["”]? (?:(?:${said}) [^,.;"“”]{2,60}|[^,.;"“”]{2,60} (?:${said}))(?=[.])`,
  'u',
);
const according = /(?:^|,? )[Aa]ccording to [^,.;"“”]{2,60}(?:, |(?=[.]))/u;

function dropAttribution(en: string, random: () => number): string | null {
  const sentences = sentencesOf(en);
  const changed = sentences.flatMap((sentence, at) =>
    [before, after, according].flatMap((pattern) => {
      if (!pattern.test(sentence)) return [];
      const rest = sentence.replace(pattern, (found, offset: number) =>
        offset > 0 && found.endsWith(', ') ? ', ' : '',
      );
      return [sentences.with(at, capitalised(rest)).join('')];
    }),
  );
  return pick(changed, random) ?? null;
}

/** How sure something is, and who says so. */
export const certaintyPlanters: readonly Planter[] = [
  inSegment('certainty', 'hedge', 'allegedly, is expected to … lost', ({ en }, random) =>
    dropHedge(en, random),
  ),
  inSegment('certainty', 'attribution', '"X said that" lost', ({ en }, random) =>
    dropAttribution(en, random),
  ),
  exchanging({
    group: 'certainty',
    kind: 'modality',
    what: 'may → will, must ↔ may',
    lines: `may > will; might > will; could > will; must > may; should > must; need not > must; must > need not
     have to > may; has to > may; can > must; may > must; needs to > may; ought to > may`,
  }),
  inSegment('meaning', 'only', 'only lost', ({ en, nl }, random) =>
    /\b(?:slechts|alleen|maar|enkel|enige|louter|pas)\b/i.test(nl)
      ? replaceOne(en, / (?:only|just|merely|solely)(?= )/g, random, () => '')
      : null,
  ),
];
