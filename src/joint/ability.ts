import type { ArticleLlm } from '../llm/client.ts';

/*
 * Whether a model can answer jointly. What it has answered is remembered with the capabilities of its
 * server, and forgotten with them: a model whose joint answers to so many articles, one after another,
 * were of no use is asked in two calls for a day. Articles are counted, not answers: each attempt at
 * one, and each round through the Batch API, reads the same answer again.
 */
const maxWrong = 3;

/** True unless the server is known to take no schemas, or to have no room for so many tokens. */
export async function isAble(llm: ArticleLlm, tokens: number): Promise<boolean> {
  const known = await llm.capabilities();
  if (known === null) return false;
  const { format, withoutJointAnswer = [], outputLimit = Number.POSITIVE_INFINITY } = known;
  return format === 'json_schema' && withoutJointAnswer.length < maxWrong && tokens <= outputLimit;
}

/** Remembers whether an article's joint answer was of use. */
export async function noteAnswer(llm: ArticleLlm, isOfUse: boolean): Promise<void> {
  const { article = '' } = llm.settings;
  const { withoutJointAnswer = [] } = (await llm.capabilities()) ?? {};
  // A good answer may be an old one that is read again: it makes no model able that no longer is.
  const isSettled = withoutJointAnswer.length === 0 || withoutJointAnswer.length >= maxWrong;
  if (isOfUse ? isSettled : withoutJointAnswer.includes(article)) return;
  const changed = isOfUse ? [] : [...withoutJointAnswer, article].slice(-maxWrong);
  // What cannot be noted now is no reason to lose an answer.
  await llm.learn({ withoutJointAnswer: changed }).catch(() => {});
}
