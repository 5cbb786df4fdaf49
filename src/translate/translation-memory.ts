import { createHash } from 'node:crypto';
import { estimateTokens } from '../article/chunks.ts';
import { isEnglish } from '../article/language.ts';
import { toSegments } from '../article/segments.ts';
import type { Finding, Provenance, Style, Translation } from '../contract.ts';
import { type Glossary, glossaryVersion } from '../glossary/glossary.ts';
import { translatePromptVersion } from './prompt.ts';
import type { Attribution } from './segments.ts';

/*
 * The translation memory: a segment's English under its Dutch and all that would have made it another
 * (model, prompt and style, the glossary's terms in it, quality). Pairs that were imported stand under
 * their Dutch alone, and come first: somebody chose them.
 */

/** A segment's English, and who gave it. */
interface Remembered extends Attribution {
  readonly nl: string;
  readonly en: string;
}

/** What was translated before; `store/memory-store.ts` keeps it in Redis. */
export interface TranslationMemory {
  recall(keys: readonly string[]): Promise<Array<Remembered | null>>;
  remember(
    pairs: ReadonlyArray<{ readonly key: string; readonly pair: Remembered }>,
  ): Promise<void>;
}

/** What makes one segment's English another. */
export interface MemoryOptions {
  readonly style: Style;
  readonly glossary: Glossary;
  readonly quality: string;
  /** The model asked; where it is not known, nothing but imported pairs is reused. */
  readonly model: string | undefined;
}

const hash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);

/** The key of a pair that holds whatever the options. */
export function importedKey(nl: string): string {
  return hash(['imported', nl]);
}

function keyOf(nl: string, { style, glossary, quality, model }: MemoryOptions): string {
  return hash([
    nl,
    model,
    translatePromptVersion(style),
    quality,
    glossaryVersion(glossary.termsIn(nl)),
  ]);
}

/** What the memory knows of an article's segments. */
export interface MemoryLookup {
  readonly segments: ReadonlyMap<number, Remembered>;
  /** Dutch tokens that need not be sent, estimated. */
  readonly tokens: number;
}

/** Nothing known. */
export const noMemoryMatches: MemoryLookup = { segments: new Map(), tokens: 0 };

/** The segments of a body that were translated before. */
export async function lookUpSegments(
  body: string,
  memory: TranslationMemory,
  options: MemoryOptions,
): Promise<MemoryLookup> {
  const segments = toSegments(body);
  const keys = segments.flatMap(({ nl }) => [importedKey(nl), keyOf(nl, options)]);
  const pairs = await memory.recall(keys);
  const known = new Map<number, Remembered>();
  let tokens = 0;
  for (const [at, { n, nl }] of segments.entries()) {
    const pair = pairs[at * 2] ?? (options.model === undefined ? null : pairs[at * 2 + 1]);
    if (!pair || pair.nl !== nl) continue;
    known.set(n, pair);
    tokens += estimateTokens(nl);
  }
  return { segments: known, tokens };
}

/** Keeps the segments that no check doubts, and that were not in the memory already. */
export async function rememberSegments(
  {
    translation,
    findings,
    provenance,
  }: { translation: Translation; findings: readonly Finding[]; provenance: readonly Provenance[] },
  memory: TranslationMemory,
  options: MemoryOptions,
): Promise<void> {
  const doubted = new Set(
    findings.filter(({ severity }) => severity === 'error').map(({ segment }) => segment),
  );
  const givers = new Map(provenance.map((one) => [one.segment, one]));
  const pairs = translation.segments.flatMap(({ n, nl, en }) => {
    const by = givers.get(n);
    if (
      doubted.has(n) ||
      !by ||
      by.memory ||
      by.model === null ||
      by.asked === null ||
      by.call === null ||
      isEnglish(nl)
    )
      return [];
    return [
      {
        key: keyOf(nl, options),
        pair: { nl, en, model: by.model, asked: by.asked, call: by.call },
      },
    ];
  });
  if (pairs.length > 0) await memory.remember(pairs);
}
