import { createHash } from 'node:crypto';
import { estimateTokens } from '../article/chunks.ts';
import { isEnglish } from '../article/language.ts';
import { isKept } from '../article/layout.ts';
import type { Article } from '../article/schema.ts';
import { toSegments } from '../article/segments.ts';
import type { Provenance, Style } from '../contract.ts';
import { type Glossary, glossaryVersion } from '../glossary/glossary.ts';
import { noSpend, type Spend } from '../llm/cost/usage.ts';
import type { Draft } from './draft.ts';
import { translatePromptVersion } from './prompt.ts';
import type { Attribution } from './rendering.ts';
import type { PromptKind } from './short-prompt.ts';

/*
 * The translation memory: a segment's English under its Dutch and all that would have made it
 * another (model, prompt and style, the glossary's terms in it, quality). Pairs that were imported
 * stand under their Dutch alone, and come first: somebody chose them.
 */

/** A segment's English, and who gave it. */
interface MemoryPair extends Attribution {
  readonly nl: string;
  readonly en: string;
}

/** What was translated before; `store/translation-memory.ts` keeps it in Redis. */
export interface TranslationMemory {
  lookUp(keys: readonly string[]): Promise<Array<MemoryPair | null>>;
  remember(
    pairs: ReadonlyArray<{ readonly key: string; readonly pair: MemoryPair }>,
  ): Promise<void>;
}

/** The translation memory, and what makes an article's English another. */
export interface MemoryAccess {
  readonly memory: TranslationMemory;
  readonly style: Style;
  readonly prompt: PromptKind;
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

function keyOf(nl: string, { style, prompt, glossary, quality, model }: MemoryAccess): string {
  return hash([
    nl,
    model,
    translatePromptVersion(style, prompt),
    quality,
    glossaryVersion(glossary.termsIn(nl)),
  ]);
}

/** What the memory knows of an article's segments. */
export interface MemoryLookup {
  readonly segments: ReadonlyMap<number, MemoryPair>;
  /** Dutch tokens that need not be sent, estimated. */
  readonly tokens: number;
}

/** Nothing known. */
export const noMemoryMatches: MemoryLookup = { segments: new Map(), tokens: 0 };

/** What a lookup adds to an article's spend. */
export function memorySpend({ segments, tokens }: MemoryLookup): Spend {
  const usage = { ...noSpend.usage, memorySegments: segments.size, memoryTokens: tokens };
  return { ...noSpend, usage };
}

/** The segments of an article that were translated before. */
export async function lookUpSegments(
  article: Pick<Article, 'body' | 'layout'>,
  access: MemoryAccess,
): Promise<MemoryLookup> {
  const segments = toSegments(article).filter(({ layout }) => !isKept(layout));
  const keys = segments.flatMap(({ nl }) => [importedKey(nl), keyOf(nl, access)]);
  const pairs = await access.memory.lookUp(keys);
  const known = new Map<number, MemoryPair>();
  let tokens = 0;
  for (const [at, { n, nl }] of segments.entries()) {
    const imported = pairs[at * 2];
    const own = access.model === undefined ? null : pairs[at * 2 + 1];
    const pair = imported ?? own;
    if (!pair || pair.nl !== nl) continue;
    known.set(n, pair);
    tokens += estimateTokens(nl);
  }
  return { segments: known, tokens };
}

/** Keeps the segments without errors that were not in the memory already. */
export async function rememberSegments(draft: Draft, access: MemoryAccess): Promise<void> {
  const errors = draft.findings.filter(({ severity }) => severity === 'error');
  const wrong = new Set(errors.map(({ segment }) => segment));
  const sources = new Map(draft.provenance.map((entry) => [entry.segment, entry]));
  const pairs = draft.translation.segments.flatMap(({ n, nl, en }) => {
    const by = attributionOf(sources.get(n));
    if (by === null || wrong.has(n) || isEnglish(nl)) return [];
    return [{ key: keyOf(nl, access), pair: { nl, en, ...by } }];
  });
  if (pairs.length > 0) await access.memory.remember(pairs);
}

/** Who gave a segment's English in a call; null for what was remembered or English already. */
function attributionOf(entry: Provenance | undefined): Attribution | null {
  if (!entry || entry.memory) return null;
  const { model, asked, call } = entry;
  return model === null || asked === null || call === null ? null : { model, asked, call };
}
