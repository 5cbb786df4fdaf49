import type { Style, Summary } from '../contract.ts';
import { TolkError } from '../errors.ts';
import type { ArticleLlm } from '../llm/client.ts';
import type { CompletionRequest, LlmAnswer } from '../llm/completion.ts';
import { escapeInput } from '../llm/escape-input.ts';
import type { SummaryLength } from '../summarise/prompt.ts';
import { findSummaryProblems, summariseAnswerSchema } from '../summarise/prompt.ts';
import { type ChunkPlan, groupWithDutch } from '../translate/chunk-plan.ts';
import { readNumbered } from '../translate/numbered-text.ts';
import { findTranslateProblems } from '../translate/prompt.ts';
import { listenFor, requestFor, roomFor, type SegmentGroup } from '../translate/segments.ts';
import type { WholeAnswer } from '../translate/translate.ts';
import { isAble, noteAnswer } from './ability.ts';
import {
  type JointAnswer,
  jointAnswerSchema,
  jointGrammar,
  jointInput,
  jointSystem,
} from './prompt.ts';
import { reshapeJoint } from './reshape-answer.ts';

/*
 * One article, one call: its English, and the summary of that very English. Each of the two is kept
 * where it is good, whatever the other is:
 *
 *   may it be asked? ── no ──► as two calls: chunk, then summary
 *     │ yes
 *     ├─ both are good ────► the summary is checked like any other, and asked alone where it fails
 *     ├─ bad summary ──────► the summary is asked alone
 *     ├─ bad segments ─────► repaired once; then the chunk is asked alone, the summary is kept
 *     └─ no answer ────────► as two calls; refused, or too slow: in halves
 *
 * What was finished before decides first: a chunk that has its answer is not asked for again.
 */

/** How an article is to be asked jointly. */
export interface JointOptions {
  readonly style: Style;
  readonly length: SummaryLength;
  /** `auto`: unless the model is known to be incapable of it. */
  readonly calls: 'one' | 'auto';
}

/** What came of a joint question; the summary is not checked yet. */
export interface JointResult {
  readonly whole: WholeAnswer;
  readonly summary: LlmAnswer<Summary> | null;
}

/** Room for a summary, in tokens: several times the longest that there should be. */
const summaryRoom = 1_500;

const asTwoCalls: JointResult = { whole: 'ask-chunk', summary: null };

/**
 * Asks for the English of a group, which is a whole article, and a summary of it together.
 *
 * @throws TolkError what the client throws, where asking otherwise does not help
 */
export async function askJointly(
  llm: ArticleLlm,
  group: SegmentGroup,
  options: JointOptions,
): Promise<JointResult> {
  const request = jointRequest(group, options);
  if (!(await isWanted(llm, { group, request, calls: options.calls }))) return asTwoCalls;
  try {
    const listen = await listenFor(group);
    const answer = await llm.complete({ ...request, listen });
    const result = readAnswer(answer, group);
    await noteAnswer(llm, result.whole !== 'ask-chunk' && result.summary !== null);
    return result;
  } catch (error) {
    const instead = insteadAfter(error);
    if (instead === null || llm.settings.ceiling.isReached) throw error;
    // A text that is refused, or a server that is slow, says nothing of joint answers.
    if (instead === 'ask-chunk') await noteAnswer(llm, false);
    return { whole: instead, summary: null };
  }
}

/**
 * The summary in a joint answer that is there already, for an article of which the translation
 * memory has segments; null where there is none of use. Nothing is asked.
 */
export async function answeredSummary(
  llm: ArticleLlm,
  plan: ChunkPlan,
  options: JointOptions,
): Promise<JointResult['summary']> {
  const group = groupWithDutch(plan, 0);
  const request = jointRequest(group, options);
  const answer = await llm.peek(request);
  return answer && readAnswer(answer, group).summary;
}

interface Question {
  readonly group: SegmentGroup;
  readonly request: CompletionRequest<JointAnswer>;
  readonly calls: JointOptions['calls'];
}

async function isWanted(llm: ArticleLlm, { group, request, calls }: Question): Promise<boolean> {
  if (await llm.isAnswered(requestFor(group))) return false;
  // After wrong answers in earlier attempts the article is asked for in smaller parts.
  const isSound = llm.settings.ceiling.wrongAnswers === 0;
  if (isSound && (calls === 'one' || (await isAble(llm, likelyTokens(request))))) return true;
  // Asked when that was not known yet, and paid for.
  return await llm.isAnswered(request);
}

/** An answer is hardly longer than what it is about, and its summary. */
function likelyTokens({ maxOutputTokens }: CompletionRequest<JointAnswer>): number {
  return Math.ceil(maxOutputTokens / 2);
}

function jointRequest(
  { title, segments, glossary }: SegmentGroup,
  { style, length }: JointOptions,
): CompletionRequest<JointAnswer> {
  const terms = glossary.termsIn([title ?? '', ...segments.map(({ nl }) => nl)].join('\n'));
  const input = escapeInput(jointInput(title, segments, terms));
  const findProblems = findTranslateProblems(title, segments);
  const problemsOf = (answer: JointAnswer) => findProblems(translationIn(answer));
  return {
    task: 'article',
    system: jointSystem(style, length),
    input,
    schema: jointAnswerSchema,
    findProblems: (answer) => (summaryIn(answer) === null ? problemsOf(answer) : []),
    review: problemsOf,
    grammar: () => jointGrammar(title, segments),
    reshape: (answer) => reshapeJoint(answer, { title, segments }),
    maxOutputTokens: roomFor(input) + summaryRoom,
    isReplaceable: true,
    usesPart: true,
  };
}

function readAnswer(
  { value, ...by }: LlmAnswer<JointAnswer>,
  { title, segments }: SegmentGroup,
): JointResult {
  const summary = summaryIn(value);
  const offered = summary && { value: summary, ...by };
  const translation = translationIn(value);
  if (findTranslateProblems(title, segments)(translation).length > 0)
    return { whole: 'ask-chunk', summary: offered };
  return {
    whole: {
      title: title === null ? null : { en: translation.title?.trim() ?? '', by },
      segments: translation.segments.map((segment) => ({ ...segment, by })),
    },
    summary: offered,
  };
}

function translationIn({ title, segments }: JointAnswer) {
  return { title, segments: segments.map((text) => readNumbered(text) ?? { n: 0, en: '' }) };
}

/** The summary in an answer, where it has the form of one; null where it is none. */
function summaryIn(answer: JointAnswer): Summary | null {
  const summary = summariseAnswerSchema.safeParse(answer.summary).data;
  if (summary === undefined) return null;
  const problems = findSummaryProblems(translationIn(answer).segments)(summary);
  return problems.length === 0 ? summary : null;
}

/** How to ask where there is no joint answer; null where no other question helps. */
function insteadAfter(error: unknown): 'ask-chunk' | 'ask-halves' | null {
  if (!TolkError.isInstance(error)) return null;
  switch (error.code) {
    case 'llm.refused':
    case 'llm.filtered':
    case 'llm.timeout':
      return 'ask-halves';
    case 'llm.bad_answer':
    case 'llm.cut_off':
    case 'llm.looped':
    case 'llm.too_long':
    case 'llm.prompt_cut':
      return 'ask-chunk';
    default:
      return null;
  }
}
