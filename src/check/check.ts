import { isEnglish } from '../article/language.ts';
import { isKept } from '../article/layout.ts';
import type { Finding, Translation } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { firstPart, partsOf } from './align/long-pairs.ts';
import { findDoubled, findMisplaced, shareAnswering } from './alignment.ts';
import { withoutExplained } from './explained-words.ts';
import { FewOfEach } from './few-of-each.ts';
import { originalMarks } from './original-marks.ts';
import type { CheckContext, PairFinding } from './pair-check.ts';
import {
  joinSides,
  type Pair,
  pairOf,
  readSide,
  readSideInSteps,
  type Side,
} from './parse/pair.ts';
import { allowedSeverity } from './precision.ts';
import { isDecisive, isDecisiveCheck, pairChecks } from './registry.ts';
import { Ground } from './summary/ground.ts';
import { runAtOnce, runInTurns } from './turns.ts';

/**
 * Reads what the checks know of words: half a second in which a worker hears nothing, and which must
 * not come when calls are in flight.
 */
export function prepareChecks(): void {
  const segments = [{ n: 1, nl: 'Dit is een zin.', en: 'This is a sentence.' }];
  checkTranslation(null, { title: null, segments });
}

/**
 * Runs every check on every segment, and on the title, at once: for a command that does nothing
 * else. A worker has {@link ArticleChecks}.
 *
 * @param title the Dutch title, which the translation does not hold
 * @param glossary terms whose use is checked; without one, none
 */
export function checkTranslation(
  title: string | null,
  translation: Translation,
  glossary?: Glossary,
): Finding[] {
  return settleFindings(findAll(title, translation, glossary), allowedSeverity);
}

/**
 * What every check finds, with the severity that it asks for, whatever its precision was measured to
 * be; {@link settleFindings} makes of it what {@link checkTranslation} gives.
 */
export function findAll(
  title: string | null,
  translation: Translation,
  glossary?: Glossary,
): Finding[] {
  return runAtOnce(findInSteps(title, translation, { glossary, seen: nothingSeen() }));
}

/**
 * The checks of an article that is being worked on. They leave the event loop to others every few
 * milliseconds, and English that has been checked is not checked again.
 */
export class ArticleChecks {
  readonly #title: string | null;
  readonly #options: ArticleCheckOptions;
  readonly #seen: Seen = nothingSeen();

  /** @param title the Dutch title, which the translation does not hold */
  constructor(title: string | null, options: ArticleCheckOptions = {}) {
    this.#title = title;
    this.#options = options;
  }

  /**
   * As {@link checkTranslation}, of English for the same Dutch as before.
   *
   * @throws the reason of the signal
   */
  async check(translation: Translation): Promise<Finding[]> {
    const { glossary, signal } = this.#options;
    const steps = findInSteps(this.#title, translation, { glossary, seen: this.#seen });
    return settleFindings(await runInTurns(steps, signal), allowedSeverity);
  }

  /**
   * Reads the article that summaries are compared with, but for what was read when it was checked.
   *
   * @throws the reason of the signal
   */
  readGround(translation: Translation): Promise<Ground> {
    const seen = this.#seen;
    const steps = Ground.read(translation, ({ n, nl, en }) =>
      toSegment(n, { nl, en }, seen).pair(),
    );
    return runInTurns(steps, this.#options.signal);
  }
}

/** What the checks of an article may know beyond its texts. */
interface ArticleCheckOptions {
  /** Terms whose use is checked. @default none */
  readonly glossary?: Glossary | undefined;
  /** Ends a check that is being made. */
  readonly signal?: AbortSignal | undefined;
}

/** What was found out about an article before. */
interface Seen {
  /** About its segments, by number and English. */
  readonly pairs: Map<string, SeenPair>;
  /** Its Dutch, by segment; null for the title. */
  readonly dutch: Map<number | null, Side>;
  article?: Side;
  /** Tokens of the pairs that are kept. */
  tokens: number;
}

const nothingSeen = (): Seen => ({ pairs: new Map(), dutch: new Map(), tokens: 0 });

/** What of an article is kept as it was read; the rest of a long one is read again. */
const maxKeptTokens = 20_000;

interface SeenPair {
  pair?: Pair;
  share?: number;
  findings?: readonly Finding[];
}

interface ToFind {
  readonly glossary: Glossary | undefined;
  readonly seen: Seen;
}

/** What every check finds. Pauses after every bit of work. */
function* findInSteps(
  title: string | null,
  translation: Translation,
  { glossary, seen }: ToFind,
): Generator<undefined, Finding[]> {
  const wanted = translation.segments.filter(({ layout }) => !isKept(layout));
  const segments = wanted.map(({ n, nl, en }) => ({
    n,
    ...toSegment(n, { nl, en }, seen),
  }));
  const misplaced = yield* findMisplaced(segments);
  const alignment = [
    ...misplaced.map(({ n, belongsTo }) =>
      misalignment(n, `its English seems to be that of segment ${belongsTo}`),
    ),
    ...findDoubled(wanted).map((n) =>
      misalignment(n, 'it has the English of the segment before it'),
    ),
  ];
  const titles =
    title === null ? [] : [toSegment(null, { nl: title, en: translation.title ?? '' }, seen)];
  const pairs: readonly SegmentPair[] = [...titles, ...segments];
  const dutch: Side[] = [];
  for (const segment of pairs) dutch.push(yield* segment.dutch());
  const context = contextOf(() => {
    seen.article ??= joinSides(dutch, 'nl');
    return seen.article;
  }, glossary);
  const findings: Finding[] = [];
  for (const segment of pairs) {
    segment.known.findings ??= yield* checkPair(segment, context);
    for (const finding of segment.known.findings) findings.push(finding);
  }
  return [...alignment, ...withoutExplained(findings, translation)];
}

/**
 * What the checks find in one segment after another of an article, each with whatever English: as
 * {@link findAll}, but that nothing is compared with other segments.
 */
export function segmentFinder(
  title: string | null,
  translation: Translation,
): (segment: Translation['segments'][number]) => Finding[] {
  const texts = [title ?? '', ...translation.segments.map((segment) => segment.nl)];
  const context = contextOf(() => readSide(texts.join('\n\n'), 'nl'));
  return ({ n, nl, en }) => runAtOnce(checkPair(toSegment(n, { nl, en }, nothingSeen()), context));
}

/** What the checks may know of the article, which is read when one of them first asks. */
function contextOf(readArticle: () => Side, glossary?: Glossary): CheckContext {
  let article: Side | undefined;
  return {
    glossary,
    get article() {
      article ??= readArticle();
      return article;
    },
  };
}

/** The findings, none graver than its rule may be, and of a decided segment only what decided it. */
export function settleFindings(
  findings: readonly Finding[],
  allowed: (rule: string, wanted: Finding['severity']) => Finding['severity'],
): Finding[] {
  return keepDecisive(
    findings.map((finding) => ({
      ...finding,
      severity: allowed(finding.rule ?? finding.check, finding.severity),
    })),
  );
}

/** Both texts as they are given. */
interface Source {
  readonly nl: string;
  readonly en: string;
}

interface SegmentPair {
  /** Null for the title. */
  readonly segment: number | null;
  readonly source: Source;
  readonly dutch: () => Generator<undefined, Side>;
  readonly pair: () => Generator<undefined, Pair>;
  readonly shareAnswering: () => Generator<undefined, number>;
  readonly known: SeenPair;
}

function toSegment(segment: number | null, source: Source, seen: Seen): SegmentPair {
  const key = `${segment} ${source.en}`;
  const known = seen.pairs.get(key) ?? {};
  seen.pairs.set(key, known);
  let read = known.pair;
  function* dutch(): Generator<undefined, Side> {
    const nl = seen.dutch.get(segment) ?? (yield* readSideInSteps(source.nl, 'nl'));
    seen.dutch.set(segment, nl);
    return nl;
  }
  function* pair(): Generator<undefined, Pair> {
    if (read) return read;
    read = pairOf(yield* dutch(), yield* readSideInSteps(source.en, 'en'));
    seen.tokens += read.nl.tokens.length + read.en.tokens.length;
    if (seen.tokens <= maxKeptTokens) known.pair = read;
    return read;
  }
  function* share(): Generator<undefined, number> {
    known.share ??= shareAnswering(firstPart(yield* pair()));
    return known.share;
  }
  return { segment, source, dutch, pair, shareAnswering: share, known };
}

/** All checks of a part of so few take a few milliseconds. */
const fewTokens = 200;

/** Pauses between the parts of a long pair, and between the checks of such a part. */
function* checkPair(
  { segment, pair, source }: SegmentPair,
  context: CheckContext,
): Generator<undefined, Finding[]> {
  // What was English already is kept: there is nothing to compare.
  const read = yield* pair();
  const { nl, en } = read;
  if (nl.raw === en.raw && isEnglish(nl.raw)) {
    const message = 'was English already, and is kept as it stands';
    return [{ check: 'language', severity: 'hint', segment, message }];
  }
  const found = new FewOfEach();
  yield;
  for (const part of partsOf(read)) {
    yield;
    const isLong = part.nl.tokens.length + part.en.tokens.length > fewTokens;
    for (const { check, run } of pairChecks) {
      for (const finding of run(part, context))
        found.add(toFinding(finding, { segment, check }, source));
      if (isLong) yield;
    }
  }
  return found.all();
}

/** With its marks where they are in the texts as given. */
function toFinding(
  { severity, message, rule, marks }: PairFinding,
  { check, segment }: Pick<Finding, 'check' | 'segment'>,
  source: Source,
): Finding {
  return {
    check,
    severity,
    segment,
    message,
    ...(rule === undefined ? {} : { rule }),
    ...(marks === undefined
      ? {}
      : {
          marks: { nl: originalMarks(source.nl, marks.nl), en: originalMarks(source.en, marks.en) },
        }),
  };
}

function misalignment(segment: number, message: string): Finding {
  return { check: 'alignment', severity: 'error', segment, message };
}

function keepDecisive(findings: readonly Finding[]): Finding[] {
  const decided = new Set(findings.filter(isDecisive).map(({ segment }) => segment));
  return findings.filter(
    (finding) => !decided.has(finding.segment) || isDecisiveCheck(finding.check),
  );
}
