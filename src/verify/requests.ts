import type { Finding } from '../contract.ts';
import type { CompletionRequest } from '../llm/completion.ts';
import { escapeInput } from '../llm/escape-input.ts';
import type { Claim, Ground } from './claims.ts';
import {
  claimQuestions,
  claimSystem,
  confirmSystem,
  type Doubt,
  doubtsGrammar,
  doubtsSchema,
  type Judgement,
  judgementsGrammar,
  judgementsSchema,
  verifySystem,
} from './prompt.ts';
import { questionNames } from './questions.ts';
import { reshapeDoubts, reshapeJudgements } from './reshape-answer.ts';
import type { AlignedSentence, SegmentTexts } from './sentences.ts';

/** Answers list what is doubted: a few doubts, whatever the number of sentences. */
const tokensForAny = 600;
const tokensForEach = 60;
const mostTokens = 4_000;
/** How the title is numbered in a question. */
const titleNumber = 0;

type DoubtsRequest = CompletionRequest<{ doubts: Doubt[] }>;

/** Asks about the sentences of a chunk. */
export function askAboutSentences(sentences: readonly AlignedSentence[]): DoubtsRequest {
  return {
    task: 'verification',
    system: verifySystem,
    input: escapeInput({ sentences: sentences.map(({ nl, en }, at) => ({ n: at + 1, nl, en })) }),
    schema: doubtsSchema,
    grammar: () => doubtsGrammar(sentences.length, questionNames),
    reshape: reshapeDoubts,
    maxOutputTokens: roomFor(sentences.length),
  };
}

/** Asks about sentences of a summary; what several of them rest on is shown once. */
export function askAboutClaims(claims: readonly Claim[]): DoubtsRequest {
  const numbers = new Map<string, number>();
  const ground: Ground[] = [];
  const numberOf = ({ nl, en }: Ground): number => {
    const key = JSON.stringify([nl, en]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    ground.push({ nl, en });
    numbers.set(key, ground.length);
    return ground.length;
  };
  const sentences = claims.map((claim, at) => ({
    n: at + 1,
    en: claim.text,
    rests: claim.ground.map(numberOf),
  }));
  return {
    task: 'verification',
    system: claimSystem,
    input: escapeInput({ ground: ground.map((each, at) => ({ n: at + 1, ...each })), sentences }),
    schema: doubtsSchema,
    grammar: () => doubtsGrammar(claims.length, claimQuestions),
    reshape: reshapeDoubts,
    maxOutputTokens: roomFor(claims.length),
  };
}

/** Asks whether findings of the checks are true. */
export function askAboutFindings(
  findings: readonly Finding[],
  texts: ReadonlyMap<number | null, SegmentTexts>,
): CompletionRequest<{ answers: Judgement[] }> {
  const concerned = [...new Set(findings.map(({ segment }) => segment))];
  const segments = concerned.flatMap((segment) => {
    const text = texts.get(segment);
    return text ? [{ n: segment ?? titleNumber, nl: text.nl, en: text.en }] : [];
  });
  const listed = findings.map(({ segment, message }, at) => ({
    id: at + 1,
    segment: segment ?? titleNumber,
    finding: message,
  }));
  return {
    task: 'confirmation',
    system: confirmSystem,
    input: escapeInput({ segments, findings: listed }),
    schema: judgementsSchema,
    grammar: () => judgementsGrammar(findings.length),
    reshape: reshapeJudgements,
    maxOutputTokens: roomFor(findings.length),
  };
}

function roomFor(count: number): number {
  return Math.min(mostTokens, tokensForAny + tokensForEach * count);
}
