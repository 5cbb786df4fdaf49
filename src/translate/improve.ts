import { isDecisiveCheck } from '../check/registry.ts';
import type { ArticleOptions, Finding, Outcome } from '../contract.ts';
import { SpendMeter } from '../llm/cost/usage.ts';
import { type Draft, englishBefore } from './draft.ts';
import {
  type EditContext,
  postEdit,
  refine,
  segmentsToPostEdit,
  translateAgain,
} from './post-edit.ts';

/** Segments in error go back to the model that made them at most this often. */
const maxPostEdits = 2;
/** What is still in error after that is translated again at most this often. */
const maxFreshTranslations = 2;

/** A draft as good as it gets, and what the stronger model contributed. */
export interface ImprovedDraft {
  readonly draft: Draft;
  readonly escalation: Outcome['escalation'];
}

/**
 * Post-edits what the checks call an error, translates again what that does not fix, escalates what
 * is left of it, and refines.
 *
 * @throws TolkError what the client throws when it is not the model's fault
 */
export async function improve(
  checked: Draft,
  { escalate, quality }: Pick<ArticleOptions, 'escalate' | 'quality'>,
  context: EditContext,
): Promise<ImprovedDraft> {
  const postEdited = await postEditErrors(checked, context);
  const retranslated = await translateErrorsAgain(postEdited, context);
  const escalated = await escalateErrors(retranslated, escalate, context);
  if (quality !== 'best' || !mayImprove(context)) return escalated;
  return { ...escalated, draft: await refine(escalated.draft, context) };
}

/** False when the article has had so many calls that the rest is kept for its summary. */
function mayImprove({ llm }: EditContext): boolean {
  return llm.settings.ceiling.mayImprove;
}

async function postEditErrors(checked: Draft, context: EditContext): Promise<Draft> {
  let draft = checked;
  for (let round = 0; round < maxPostEdits; round += 1) {
    if (!mayImprove(context)) break;
    draft = { ...draft, findings: await context.judge(draft) };
    if (segmentsToPostEdit(draft.findings).size === 0) break;
    draft = await postEdit(draft, 'post-edit', context, round);
    if (draft.unchanged) break;
  }
  return draft;
}

/**
 * Translates again what post-editing has not fixed: always where the English is no rendering of the
 * segment at all, else unless the model stands by its English (then the check may be wrong, and
 * asking again leads nowhere). The second time the English before the segment goes along, so that
 * the question is another one; where there is none, it is asked again only for what is no rendering.
 */
async function translateErrorsAgain(postEdited: Draft, context: EditContext): Promise<Draft> {
  let draft = postEdited;
  for (let fresh = 0; fresh < maxFreshTranslations; fresh += 1) {
    const { unchanged, translation } = draft;
    const before = (segment: number) => (fresh === 0 ? '' : englishBefore(translation, segment));
    const isNewQuestion = (segment: Finding['segment']) =>
      fresh === 0 || before(segment ?? 0) !== '';
    const isHopeless = ({ severity, check, segment }: Finding) => {
      if (severity !== 'error') return false;
      return isDecisiveCheck(check) || (!unchanged && isNewQuestion(segment));
    };
    if (!draft.findings.some(isHopeless) || !mayImprove(context)) break;
    const round = maxPostEdits + fresh;
    draft = await translateAgain(draft, { isHopeless, round, before }, context);
  }
  return draft;
}

async function escalateErrors(
  draft: Draft,
  model: string | undefined,
  context: EditContext,
): Promise<ImprovedDraft> {
  const left = segmentsToPostEdit(draft.findings);
  if (model === undefined || left.size === 0 || !mayImprove(context))
    return { draft, escalation: null };
  const cost = new SpendMeter(context.llm.settings.onSpend);
  const llm = context.llm.with({ model, onSpend: cost.add });
  const escalated = await postEdit(draft, 'escalate', { ...context, llm });
  const { costUsd } = cost.total;
  return { draft: escalated, escalation: { model, segments: left.size, costUsd } };
}
