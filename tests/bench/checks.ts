/*
 * `npm run bench:checks`: errors planted in the English of translators, which of them the checks
 * find, what they say of English that is right, and the time they take. Severities are decided on
 * other articles than those they are counted on.
 *
 * `-- --short` for CI; `-- --write` writes the precision of every rule to src/check; `-- --rules` and
 * `-- --markdown` show it all; `-- --kind K --missed` shows what was missed, `-- --alarms` what was
 * raised on untouched text, of the half of the articles that may be read.
 */
import { measurement } from '../../src/check/measured-precision.ts';
import { type MeasuredPrecision, measuredPrecision } from '../../src/check/precision.ts';
import { planters } from '../../src/evaluate/planted/planters.ts';
import { readAllReferences, readReferences } from '../support/articles.ts';
import { isRead, type Reference } from '../support/planted.ts';
import { rightArticles } from '../support/right-articles.ts';
import { measureCpu } from './cpu.ts';
import { type Form, judge } from './judge-checks.ts';
import { toMarkdown } from './markdown.ts';
import { crossValidated, observe, withPrecision } from './observe.ts';
import { files, isQuestion, options } from './options.ts';
import { measurePairs } from './pairs.ts';
import { measurePrecision, type Observations } from './precision.ts';
import { showAlarms, showMissed } from './show.ts';
import { type Figures, tabulateKinds, tabulateRules, tabulateUntouched } from './tables.ts';
import { writePrecision, writeReached, writeReadme } from './write.ts';

const seed = Number(options.seed);
/** Errors of each kind in longer segments. */
const fewer = 25;
const forms = {
  whole: { copies: Number(options.copies ?? 150), lengths: [2, 4, 8], longer: planters, rounds: 8 },
  short: {
    copies: 30,
    lengths: [2, 8],
    longer: planters.filter(({ group }) => group === 'negation'),
    rounds: 3,
  },
} as const;
const print = (text: string) => process.stdout.write(`${text}\n`);
const corpora =
  files.length > 0 ? files.flatMap((file) => readReferences(file)) : readAllReferences();
const all = [...corpora, ...rightArticles];

if (corpora.length === 0) {
  process.stderr.write(
    'bench:checks needs articles with references: set TOLK_CORPUS_DIR, or name a file of them\n',
  );
} else if (isQuestion) answer(all.filter(isAsked));
else measure(all);

function isAsked(reference: Reference): boolean {
  const { corpus, half } = options;
  return (
    (corpus === undefined || corpus.includes(reference.corpus ?? '')) &&
    (half === undefined || isRead(reference) === (half === 'read'))
  );
}

/** Some kinds, with the severities of today. */
function answer(references: readonly Reference[]): void {
  const chosen = planters.filter(
    ({ kind, group }) =>
      options.kind === undefined || options.kind.some((name) => name === kind || name === group),
  );
  const copies = Number(options.copies ?? 100);
  const sentences = Number(options.sentences ?? 1);
  const observed = withPrecision(
    observe(references, chosen, { sentences, copies, seed }),
    measuredPrecision,
  );
  print(tabulateKinds(new Map([[sentences, observed]])));
  print(tabulateUntouched(observed));
  if (options.missed) showMissed(observed, print);
  if (options.alarms) showAlarms(observed, print);
}

/** Everything: the whole of it cross-validated, the short form with the severities of today. */
function measure(references: readonly Reference[]): void {
  const form = options.short ? 'short' : 'whole';
  const seen = observeLengths(form, references);
  const precision = options.short ? measuredPrecision : measurePrecision(seen.first);
  const figures = toFigures(form, seen, precision);
  if (options.write) {
    const short = toFigures('short', observeLengths('short', references), precision);
    writePrecision(precision, seen.first);
    writeReached({ whole: figures, short });
    writeReadme(figures);
  }
  if (options.markdown) print(toMarkdown(figures));
  else {
    print(tabulateKinds(figures.observed));
    for (const observed of figures.observed.values()) print(tabulateUntouched(observed));
    if (options.rules) print(tabulateRules(precision, seen.first));
  }
  const planted = seen.first.kinds.reduce((sum, kind) => sum + kind.planted.length, 0);
  const written = measurement === null ? 'never' : `on ${measurement.date}`;
  process.exitCode = judge(figures, form).print(
    `${references.length} articles, ${planted} planted errors, seed ${seed}; precision written ${written}`,
  );
}

/** What is seen at one sentence a segment or more, as the articles are, and in longer segments. */
interface Seen {
  readonly first: Observations;
  readonly longer: ReadonlyMap<number, Observations>;
}

function observeLengths(form: Form, references: readonly Reference[]): Seen {
  const { copies, lengths, longer } = forms[form];
  return {
    first: observe(references, planters, { sentences: 1, copies, seed }),
    longer: new Map(
      lengths.map((sentences) => [
        sentences,
        observe(references, longer, { sentences, copies: fewer, seed }),
      ]),
    ),
  };
}

function toFigures(form: Form, { first, longer }: Seen, precision: MeasuredPrecision): Figures {
  const observed = (observations: Observations) =>
    form === 'whole' ? crossValidated(observations, first) : withPrecision(observations, precision);
  return {
    observed: new Map([
      [1, observed(first)],
      ...[...longer].map(([sentences, seen]) => [sentences, observed(seen)] as const),
    ]),
    pairs: measurePairs(precision),
    cpu: measureCpu(first.references, forms[form].rounds),
  };
}
