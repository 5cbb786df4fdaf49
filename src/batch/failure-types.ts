/** Failures by what happened, as people call it; the error codes each covers. */
const failureTypes: Readonly<Record<string, readonly string[]>> = {
  refusal: ['llm.refused'],
  filtered: ['llm.filtered'],
  forbidden: ['llm.forbidden'],
  truncation: ['llm.cut_off'],
  loop: ['llm.looped'],
  injection: ['article.injection_suspected'],
  'bad-answer': ['llm.bad_answer', 'llm.no_answer'],
  doubtful: ['article.doubtful'],
  'too-long': ['llm.too_long', 'llm.prompt_cut', 'article.too_large', 'article.too_many_segments'],
  'not-dutch': ['article.not_dutch'],
  money: ['job.budget_spent'],
  cancelled: ['job.cancelled'],
  crashed: ['job.stalled', 'internal'],
  connection: [
    'llm.unreachable',
    'llm.timeout',
    'llm.server_error',
    'llm.overloaded',
    'llm.rate_limited',
    'llm.circuit_open',
  ],
  expired: ['article.not_found'],
};

/** The names of all types of failure. */
export const failureTypeNames: readonly string[] = Object.keys(failureTypes);

/** What people call a failure of this code; the code itself where there is no word for it. */
export function failureTypeOf(code: string): string {
  return failureTypeNames.find((type) => failureTypes[type]?.includes(code)) ?? code;
}

/**
 * True when `type` means a failure of this code: a word for it (`refusal`), the code, or its end
 * (`refused`).
 */
export function isOfType(code: string, type: string): boolean {
  return code === type || code.split('.').at(-1) === type || failureTypeOf(code) === type;
}
