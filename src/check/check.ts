import { isEnglish } from '../article/language.ts';
import type { Finding, Translation } from '../contract.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { findDoubled, findMisplaced } from './alignment.ts';
import { originalMarks } from './original-marks.ts';
import type { CheckContext, PairFinding } from './pair-check.ts';
import { joinSides, type Pair, readPair, readSide, type Side } from './parse/pair.ts';
import { allowedSeverity } from './precision.ts';
import { isDecisive, isDecisiveCheck, pairChecks } from './registry.ts';

/**
 * Reads what the checks know of words: half a second in which a worker hears nothing, and which must
 * not come when calls are in flight.
 */
export function prepareChecks(): void {
  const segments = [{ n: 1, nl: 'Dit is een zin.', en: 'This is a sentence.' }];
  checkTranslation(null, { title: null, segments });
}

/**
 * Runs every check on every segment, and on the title.
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
  const segments = translation.segments.map(({ n, nl, en }) => ({
    n,
    source: { nl, en },
    ...readPair(nl, en),
  }));
  const alignment = [
    ...findMisplaced(segments).map(({ n, belongsTo }) =>
      misalignment(n, `its English seems to be that of segment ${belongsTo}`),
    ),
    ...findDoubled(translation).map((n) =>
      misalignment(n, 'it has the English of the segment before it'),
    ),
  ];
  const pairs: SegmentPair[] = segments.map(({ n, source, ...pair }) => ({
    segment: n,
    source,
    pair,
  }));
  if (title !== null) {
    const source = { nl: title, en: translation.title ?? '' };
    pairs.unshift({ segment: null, source, pair: readPair(source.nl, source.en) });
  }
  const dutch = pairs.map(({ pair }) => pair.nl);
  const context = contextOf(() => joinSides(dutch, 'nl'), glossary);
  const findings = pairs.flatMap((pair) => checkPair(pair, context));
  return [...alignment, ...findings];
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
  return ({ n, nl, en }) => {
    const pair = { segment: n, source: { nl, en }, pair: readPair(nl, en) };
    return checkPair(pair, context);
  };
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
  readonly segment: number | null;
  readonly source: Source;
  readonly pair: Pair;
}

function checkPair({ segment, pair, source }: SegmentPair, context: CheckContext): Finding[] {
  // What was English already is kept: there is nothing to compare.
  if (pair.nl.raw === pair.en.raw && isEnglish(pair.nl.raw)) {
    const message = 'was English already, and is kept as it stands';
    return [{ check: 'language', severity: 'hint', segment, message }];
  }
  return pairChecks.flatMap(({ check, run }) =>
    run(pair, context).map((finding) => toFinding(finding, { segment, check }, source)),
  );
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
