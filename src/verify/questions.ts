/** What the verifier is asked of every sentence: kinds of difference that no rule can see. */
export const questions = {
  who: 'who does what to whom, or who is what',
  said: 'who says it, or that somebody says it at all',
  added: 'a statement that the Dutch does not make',
  missing: 'a statement of the Dutch that is left out',
  certainty: 'how certain it is: may, must, probably, reportedly, as a fact',
  time: 'when it happens, or in what order',
  cause: 'what causes what, or on what condition',
  negation: 'whether it is so, or is not',
  direction: 'more or less, up or down, for or against, before or after',
} as const;

/** The name of a question: `verifier/NAME` is the rule of the findings that answer it. */
export type Question = keyof typeof questions;

/** The names of all questions, in the order they are asked. */
export const questionNames = Object.keys(questions) as [Question, ...Question[]];

/** What may be wrong, as a finding begins. */
export const suspicions: Readonly<Record<Question, string>> = {
  who: 'somebody else may be doing it',
  said: 'somebody else may be saying it, or nobody',
  added: 'this may be added',
  missing: 'this may be left out',
  certainty: 'it may be more or less certain',
  time: 'it may be at another time',
  cause: 'the cause or condition may be another',
  negation: 'it may be denied on one side only',
  direction: 'it may point the other way',
};
