/**
 * Why an answer ends.
 *
 * - `complete`: the model had said all it wanted to.
 * - `cut_off`: its token limit came first.
 * - `filtered`: a content filter stopped it, or kept it back.
 * - `refused`: the model would not.
 * - `interrupted`: the server broke down on the way; what there is may be half an answer.
 */
export type Finish = 'complete' | 'cut_off' | 'filtered' | 'refused' | 'interrupted';

/**
 * The words servers have for it, from their documents and sources (2026-11). Gemini's come whole,
 * behind `content_filter: `, or under `native_finish_reason`; gateways pass Anthropic's
 * (`max_tokens`, `refusal`), Bedrock's and Cohere's on as they are.
 */
const words: ReadonlyArray<readonly [Finish, RegExp]> = [
  [
    'filtered',
    /content_?filter|safety|recitation|block_?list|prohibited|\bspii\b|guardrail|sensitive|toxic|moderation|model_?armor/i,
  ],
  ['refused', /refus/i],
  ['cut_off', /length|max_?(?:output_?|new_?)?tokens|context_?window|token_?limit|incomplete/i],
  [
    'interrupted',
    /error|insufficient_system_resource|malformed|abort|cancel|timed?_?out|unavailable|^other$/i,
  ],
];

/** Why an answer ends, by the server's word for it; no word and unknown ones mean `complete`. */
export function readFinish(word: string | null): Finish {
  return words.find(([, pattern]) => pattern.test(word ?? ''))?.[0] ?? 'complete';
}
