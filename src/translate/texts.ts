import { z } from 'zod';
import { estimateTokens } from '../article/chunks.ts';
import { cleanEnglish } from '../article/clean-english.ts';
import type { Style } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { ArticleLlm } from '../llm/client.ts';
import { escapeRoleMarks } from '../llm/escape-input.ts';
import type { DraftListener } from './draft-listener.ts';
import type { Rendering } from './rendering.ts';
import { shortSystem } from './short-prompt.ts';

/** A text to translate in a call of its own. */
export interface TextRequest {
  readonly nl: string;
  readonly style: Style;
  readonly glossary: Glossary;
  /** See the round of a completion request. */
  readonly round?: number | undefined;
  /** Receives the English while it is written, if anybody watches. */
  readonly onDraft?: ((en: string) => void) | undefined;
  readonly drafts?: Pick<DraftListener, 'isWanted'> | undefined;
}

/** How a text is asked again. */
interface Again {
  readonly outputFactor?: number;
  readonly sampling?: 'varied';
  readonly round?: number;
}

/** More than there are rounds of post-edits. */
const loopRound = 10;
const largerOutput = 3;
const spareTokens = 300;

/**
 * Translates one text by a short prompt. What is cut off is allowed a longer answer, and a text on
 * which the model was caught in a loop other words, once.
 *
 * @throws TolkError what the client throws
 */
export async function translateText(llm: ArticleLlm, request: TextRequest): Promise<Rendering> {
  try {
    return await askOnce(llm, request, {});
  } catch (error) {
    if (!TolkError.isInstance(error) || llm.settings.ceiling.isReached) throw error;
    if (error.code === 'llm.cut_off') return askOnce(llm, request, { outputFactor: largerOutput });
    if (error.code === 'llm.looped')
      return askOnce(llm, request, { sampling: 'varied', round: loopRound });
    throw error;
  }
}

async function askOnce(
  llm: ArticleLlm,
  { nl, style, glossary, round = 0, drafts, onDraft }: TextRequest,
  { outputFactor = 1, sampling, round: further = 0 }: Again,
): Promise<Rendering> {
  const isWatched = onDraft !== undefined && (await drafts?.isWanted()) === true;
  const { value, model, asked, call } = await llm.complete({
    task: 'translation',
    form: 'text',
    system: shortSystem(style, glossary.termsIn(nl)),
    input: escapeRoleMarks(nl),
    schema: z.string().min(1, 'the translation is empty'),
    reshape: (text) => (typeof text === 'string' ? bareEnglish(text, nl) : text),
    sampling,
    maxOutputTokens: (estimateTokens(nl) * 2 + spareTokens) * outputFactor,
    listen: isWatched ? () => gather((text) => onDraft(bareEnglish(text, nl))) : undefined,
    round: round + further,
  });
  return { en: value, by: { model, asked, call } };
}

/** Hands on all of an answer that has been written so far. */
function gather(onText: (text: string) => void): (text: string) => void {
  let all = '';
  return (text) => {
    all += text;
    onText(all);
  };
}

const fence = /^```\w*\n(?<text>[\s\S]*?)\n?```$/;
const introduction =
  /^(?:(?:sure|certainly|of course)\b[!,.]?(?:[^\n]{0,40}\n+|\s+))?(?:here(?: is|['’]s)[^\n]{0,80}:\s*\n+|(?:the )?(?:english )?translation(?: is)?:\s*)/i;
const quoted = /^(?<open>["“'‘])(?<text>[\s\S]*)["”'’]$/;

/** The English of an answer, without what models put around it though nobody asked for it. */
export function bareEnglish(answer: string, nl: string): string {
  let text = cleanEnglish(answer, nl).trim();
  text = fence.exec(text)?.groups?.['text']?.trim() ?? text;
  text = text.replace(introduction, '').trim();
  const inner = quoted.exec(text)?.groups?.['text'];
  const isWrapped = inner !== undefined && !/["“”]/.test(inner) && !/^["“'‘„,]/.test(nl.trim());
  return isWrapped ? inner.trim() : text;
}
