import type { ArticleLlm } from '../llm/client.ts';

/*
 * Whether a model can answer jointly. What it has answered is remembered with the capabilities of its
 * server, and forgotten with them: a model that has given so many joint answers of no use, one after
 * another, is asked in two calls for a day.
 */
const maxWrong = 3;

/** True where an answer of so many tokens may be asked: the server keeps to schemas and has room. */
export async function isAble(llm: ArticleLlm, tokens: number): Promise<boolean> {
  const known = await llm.capabilities();
  if (known === null) return false;
  const { format, wrongJointAnswers = 0, outputLimit = Number.POSITIVE_INFINITY } = known;
  return format === 'json_schema' && wrongJointAnswers < maxWrong && tokens <= outputLimit;
}

/** Remembers whether a joint answer was of use. */
export async function noteAnswer(llm: ArticleLlm, isOfUse: boolean): Promise<void> {
  const { wrongJointAnswers = 0 } = (await llm.capabilities()) ?? {};
  if (isOfUse && wrongJointAnswers === 0) return;
  // What cannot be noted now is no reason to lose an answer.
  await llm.learn({ wrongJointAnswers: isOfUse ? 0 : wrongJointAnswers + 1 }).catch(() => {});
}
