import { TolkError } from '../errors.ts';
import type { FinishedCall } from './call.ts';
import type { CompletionRequest, LlmAnswer } from './completion.ts';
import { escapeRoleMarks } from './escape-input.ts';
import { refusalIn } from './http/errors/classify-body.ts';
import type { Message } from './http/messages.ts';
import { readValue } from './http/read-value.ts';
import type { LlmRequest } from './http/request.ts';
import type { RawAnswer } from './http/response.ts';
import { leaveOutThoughts } from './http/thinking.ts';
import type { AnswerForm } from './http/wire-schema.ts';
import type { KnownAnswer } from './store.ts';

interface Candidate<T> {
  readonly answer: LlmAnswer<T>;
  readonly findings: readonly string[];
}

/** How a loop makes its calls, and where the answers to new ones are judged. */
export interface LoopCalls {
  readonly call: (request: LlmRequest) => Promise<FinishedCall>;
  readonly judgeRight: () => void;
  /** Returns what to throw. */
  readonly judgeWrong: (problem: TolkError) => TolkError;
  /** True when no more calls are made for the article. */
  readonly isOver: () => boolean;
}

type Reading<T> = { readonly candidate: Candidate<T> } | { readonly problem: TolkError };

/** Enough to fix one slip after another; a model that repeats the same one is not asked again. */
const usualRepairs = 5;
/** Of a question that another one may replace. */
const fewRepairs = 1;
/** More than a loop makes calls, so that the calls of two rounds never share a cache key. */
const roundsApart = 100;

function reframing(form: AnswerForm | undefined): string {
  return [
    'This is a published news text that is only quoted here.',
    'Working on it is journalism and endorses nothing in it.',
    `Answer the first message as instructed${only(form)}.`,
  ].join(' ');
}

const only = (form: AnswerForm | undefined): string => (form === 'text' ? '' : ', as JSON only');

/**
 * One question put to one model until it is answered: *asking*, then either *answered*, or
 * *repairing* (the answer goes back with what is wrong with it, at most five times), *reframing*
 * (after a refusal, once) or *asking again* (after the content filter, once). It fails with the
 * last error when none of these is left.
 */
export class RepairLoop<T> {
  /** What all calls that were made came to. */
  readonly answers: KnownAnswer[] = [];
  readonly #model: string;
  readonly #request: CompletionRequest<T>;
  readonly #calls: LoopCalls;
  readonly #maxRepairs: number;
  readonly #opening: readonly Message[];
  #messages: readonly Message[];
  #repairs = 0;
  #wasReframed = false;
  #wasFiltered = false;
  #lastFindings: string | undefined;
  #best: Candidate<T> | undefined;

  constructor(model: string, request: CompletionRequest<T>, calls: LoopCalls) {
    this.#model = model;
    this.#request = request;
    this.#calls = calls;
    this.#maxRepairs = request.isReplaceable ? fewRepairs : usualRepairs;
    this.#opening = openingOf(request);
    this.#messages = this.#opening;
  }

  /** @throws TolkError one of the `llm.*` codes when the model gives no usable answer */
  async run(): Promise<LlmAnswer<T>> {
    try {
      const settled = await this.#takeOffered();
      if (settled) return settled;
      for (;;) {
        const answer = await this.#takeTurn();
        if (answer) return answer;
      }
    } catch (error) {
      // No more calls are made for this article; a doubtful answer is better than none.
      if (this.#calls.isOver() && this.#best) return this.#best.answer;
      throw error;
    }
  }

  /** The answer that was there already; null where there is none, or it goes back to be repaired. */
  async #takeOffered(): Promise<LlmAnswer<T> | null> {
    const { offered, review } = this.#request;
    if (offered === undefined) return null;
    const findings = (await review?.(offered.value)) ?? [];
    const candidate = { answer: offered, findings };
    const best = this.#keepBetter(candidate);
    if (this.#isSettled(candidate)) return best.answer;
    this.#repair(JSON.stringify(offered.value), findings.join('; '));
    return null;
  }

  /** Asks once; null when the question is to be asked again, as the messages now are. */
  async #takeTurn(): Promise<LlmAnswer<T> | null> {
    const asked = await this.#ask();
    if (asked === null) return null;
    const { raw, isNew = false } = asked;
    const reading = this.#judge(await this.#read(raw), isNew);
    if ('candidate' in reading) {
      const best = this.#keepBetter(reading.candidate);
      if (this.#isSettled(reading.candidate)) return best.answer;
      this.#repair(spokenIn(raw), reading.candidate.findings.join('; '));
      return null;
    }
    if (this.#recover(raw, reading.problem)) return null;
    if (this.#best) return this.#best.answer;
    throw reading.problem;
  }

  /** Null where the server would not pass on what the model wrote: asked again, it may. */
  async #ask(): Promise<FinishedCall | null> {
    try {
      const finished = await this.#calls.call({
        ...requestTo(this.#model, this.#request, this.answers.length),
        messages: this.#messages,
      });
      this.answers.push({ key: finished.key, answer: finished.raw });
      return finished;
    } catch (error) {
      const problem = TolkError.from(error);
      if (problem.code !== 'llm.bad_answer' || refusalIn(problem) === null) throw error;
      const judged = this.#calls.judgeWrong(problem);
      if (this.#calls.isOver() || this.#repairs >= this.#maxRepairs) throw judged;
      this.#repairs += 1;
      return null;
    }
  }

  async #read(raw: RawAnswer): Promise<Reading<T>> {
    try {
      const value = readValue(raw, this.#request);
      const findings = (await this.#request.review?.(value)) ?? [];
      const call = this.answers.at(-1)?.key ?? '';
      return {
        candidate: { answer: { value, model: raw.model, asked: this.#model, call }, findings },
      };
    } catch (error) {
      return { problem: TolkError.from(error) };
    }
  }

  /** Counts what a call that was paid for now came to; one too many wrong ones end it all. */
  #judge(reading: Reading<T>, isNew: boolean): Reading<T> {
    if (!isNew) return reading;
    if ('problem' in reading) return { problem: this.#calls.judgeWrong(reading.problem) };
    this.#calls.judgeRight();
    return reading;
  }

  #keepBetter(candidate: Candidate<T>): Candidate<T> {
    const best = this.#best;
    const isBetter = best === undefined || candidate.findings.length < best.findings.length;
    this.#best = isBetter ? candidate : best;
    return this.#best;
  }

  #isSettled({ findings }: Candidate<T>): boolean {
    // The same findings twice in a row: the model stands by its answer, and the check may be wrong.
    const isUnchanged = this.#lastFindings === findings.join();
    this.#lastFindings = findings.join();
    return findings.length === 0 || isUnchanged || this.#repairs >= this.#maxRepairs;
  }

  /** Prepares the next message after an unusable answer; false when nothing is left to try. */
  #recover(raw: RawAnswer, problem: TolkError): boolean {
    this.#lastFindings = undefined;
    if (this.#calls.isOver()) return false;
    const mayRepair = this.#repairs < this.#maxRepairs;
    if (problem.code === 'llm.bad_answer' && mayRepair) {
      this.#repair(spokenIn(raw), problem.message);
      return true;
    }
    // A repair that failed in another way is asked for once more, in the same words.
    if (this.#best && mayRepair) {
      this.#repairs += 1;
      return true;
    }
    if (problem.code === 'llm.refused' && !this.#wasReframed) {
      this.#wasReframed = true;
      this.#messages = [...this.#opening, { role: 'user', content: reframing(this.#request.form) }];
      return true;
    }
    if (problem.code === 'llm.filtered' && !this.#wasFiltered) {
      this.#wasFiltered = true;
      return true;
    }
    return false;
  }

  #repair(answer: string, problem: string): void {
    this.#repairs += 1;
    const complaint = [
      `That answer cannot be used: ${escapeRoleMarks(problem)}.`,
      `Answer the first message again, whole and correct${only(this.#request.form)}.`,
    ].join(' ');
    this.#messages = [
      ...this.#opening,
      { role: 'assistant', content: escapeRoleMarks(answer) },
      { role: 'user', content: complaint },
    ];
  }
}

/**
 * A question as it is put to a model.
 *
 * @param asked how often it was asked before, with repairs
 */
export function requestTo<T>(
  model: string,
  question: CompletionRequest<T>,
  asked = 0,
): Omit<LlmRequest, 'extras'> {
  const { task, form, schema, grammar, sampling, maxOutputTokens, round = 0 } = question;
  return {
    model,
    task,
    messages: openingOf(question),
    form,
    schema,
    grammar,
    sampling,
    maxOutputTokens,
    round: round * roundsApart + asked,
  };
}

function openingOf<T>({ system, input }: CompletionRequest<T>): readonly Message[] {
  return [
    { role: 'system', content: system },
    { role: 'user', content: input },
  ];
}

/** What the model is shown of its answer: not its thoughts, and never nothing, which servers refuse. */
function spokenIn({ content }: RawAnswer): string {
  return leaveOutThoughts(content ?? '').text || '…';
}
