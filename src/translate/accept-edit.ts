import { alignInSteps, type Pair } from '../check/parse/pair.ts';
import { areIndependent, isDecisive } from '../check/registry.ts';
import { runInTurns } from '../check/turns.ts';
import type { Finding } from '../contract.ts';

/*
 * Whether new English replaces the old. Fewer findings are not enough: a model that obeys a false
 * alarm makes right English wrong, and the check that was mistaken is content. So nothing else may
 * have become worse, and either a second reason says that the old English is wrong, or the change
 * is confined to what the finding names.
 */

/** New English for a segment, with what the checks say of it and of the old. */
export interface Edit {
  readonly nl: string;
  readonly before: string;
  readonly after: string;
  /** What was found in the English before, and is found in it after. */
  readonly findings: { readonly before: readonly Finding[]; readonly after: readonly Finding[] };
  /** True for a finding of before that a second opinion shares. */
  readonly isConfirmed: (finding: Finding) => boolean;
}

/** True where the English after replaces the English before. Leaves the event loop to others meanwhile. */
export async function isAccepted(edit: Edit): Promise<boolean> {
  const { before, after } = edit.findings;
  if (weigh(after) >= weigh(before)) return false;
  if (before.some(isDecisive)) return true;
  if (isWorse(edit)) return false;
  const aligned = await runInTurns(alignInSteps(edit.nl, edit.before));
  return isConfirmed(edit, aligned) || isConfined(edit, aligned);
}

const weights = { error: 1_000, warning: 10, hint: 0 } as const;
/** English that is no rendering of its segment is worse than any number of errors in one that is. */
const decisiveWeight = 1_000_000;

/** How much is wrong with a segment: no rendering at all, then errors, then warnings. */
export function weigh(findings: readonly Finding[]): number {
  return findings
    .map((finding): number => (isDecisive(finding) ? decisiveWeight : weights[finding.severity]))
    .reduce((sum, weight) => sum + weight, 0);
}

/** True where a check finds more than before, though all together find less. */
export function isWorse({ findings: { before, after } }: Pick<Edit, 'findings'>): boolean {
  const grave = (findings: readonly Finding[], check: string) =>
    weigh(findings.filter((finding) => finding.check === check));
  return after.some(({ check }) => grave(after, check) > grave(before, check));
}

/**
 * A second opinion shares an error, or two checks that look at different things doubt the same
 * sentence, one of them gravely.
 */
function isConfirmed({ findings, isConfirmed: isShared }: Edit, aligned: readonly Pair[]): boolean {
  const grave = findings.before.filter(({ severity }) => severity !== 'hint');
  const errors = grave.filter(({ severity }) => severity === 'error');
  if (errors.some(isShared)) return true;
  const marked = new Map(grave.map((finding) => [finding, sentencesOf(aligned, finding)]));
  const meet = (error: Finding, other: Finding): boolean =>
    marked
      .get(error)
      ?.values()
      .some((at) => marked.get(other)?.has(at)) === true;
  return errors.some((error) =>
    grave.some((other) => areIndependent(error.check, other.check) && meet(error, other)),
  );
}

/** The aligned sentences that a finding marks, by their places; all where it marks nothing. */
function sentencesOf(aligned: readonly Pair[], { marks }: Finding): ReadonlySet<number> {
  const all = [...aligned.keys()];
  if (!marks || marks.nl.length + marks.en.length === 0) return new Set(all);
  const isIn = ([start]: readonly [number, number], side: { start: number; raw: string }) =>
    start >= side.start && start < side.start + Math.max(1, side.raw.length);
  const marked = all.filter((at) => {
    const pair = aligned[at];
    if (!pair) return false;
    const { nl: dutch, en: english } = pair;
    return (
      marks.nl.some((mark) => isIn(mark, dutch)) || marks.en.some((mark) => isIn(mark, english))
    );
  });
  return new Set(marked);
}

/** So many words may change for each that is named, and besides (articles, agreement, order). */
const wordsForEach = 2;
const wordsBesides = 4;
/** Where a finding marks nothing, it is taken to name so many words. */
const unmarkedWords = 3;

/** The change is small, and in the sentences that the findings are about. */
function isConfined({ nl, before, after, findings }: Edit, aligned: readonly Pair[]): boolean {
  const errors = findings.before.filter(({ severity }) => severity === 'error');
  const named = errors.reduce((sum, finding) => sum + wordsNamed({ nl, before }, finding), 0);
  const change = compareWords(before, after);
  if (Math.max(change.removed.length, change.added) > named * wordsForEach + wordsBesides)
    return false;
  const touched = new Set(errors.flatMap((finding) => [...sentencesOf(aligned, finding)]));
  return change.removed.every((offset) =>
    [...touched].some((at) => {
      const side = aligned[at]?.en;
      return side && offset >= side.start && offset <= side.start + side.raw.length;
    }),
  );
}

/** How many words a finding names, in the language in which they are more. */
function wordsNamed({ nl, before }: Pick<Edit, 'nl' | 'before'>, { marks }: Finding): number {
  if (!marks || marks.nl.length + marks.en.length === 0) return unmarkedWords;
  const count = (text: string, spans: ReadonlyArray<readonly [number, number]>) =>
    spans.reduce((sum, [from, to]) => sum + wordsOf(text.slice(from, to)).length, 0);
  return Math.max(count(nl, marks.nl), count(before, marks.en));
}

interface Word {
  readonly text: string;
  readonly start: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,:-]*/gu)].map((match) => ({
    text: match[0].replace(/[.,:]+$/, ''),
    start: match.index,
  }));
}

/** Longer texts are not compared word by word: such a change is not confined. */
const maxCells = 4_000_000;

/** Words that are gone, by their places, and how many are new (longest common subsequence). */
function compareWords(
  before: string,
  after: string,
): { readonly removed: readonly number[]; readonly added: number } {
  let [old, fresh] = [wordsOf(before), wordsOf(after)];
  let same = 0;
  while (same < old.length && old[same]?.text === fresh[same]?.text) same += 1;
  [old, fresh] = [old.slice(same), fresh.slice(same)];
  while (old.length > 0 && fresh.length > 0 && old.at(-1)?.text === fresh.at(-1)?.text) {
    old.pop();
    fresh.pop();
  }
  if (old.length * fresh.length > maxCells)
    return { removed: old.map(({ start }) => start), added: fresh.length };
  const common = commonWords(old, fresh);
  return {
    removed: old.filter((_, at) => !common.has(at)).map(({ start }) => start),
    added: fresh.length - common.size,
  };
}

/** The places in the old words of a longest common subsequence. */
function commonWords(old: readonly Word[], fresh: readonly Word[]): Set<number> {
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i]?.text === fresh[j]?.text
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1));
  const common = new Set<number>();
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (old[i]?.text === fresh[j]?.text) {
      common.add(i);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
