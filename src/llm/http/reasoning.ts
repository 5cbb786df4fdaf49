import { z } from 'zod';
import { type Effort, efforts } from '../../config/efforts.ts';

export type { Effort };

/*
 * How much a model thinks before it answers. A translation hardly gains by it, and thinking is paid
 * as output: so each model is asked for the least that it takes. Which values a model takes is in
 * the table below for those that are known to think; what it refuses is learned.
 */

/** Where servers take the effort; see {@link effortFields}. */
const effortFieldNames = [
  'reasoning_effort',
  'reasoning.effort',
  'reasoning.enabled',
  'thinking.type',
  'chat_template_kwargs',
  'none',
] as const;

/** What is known of a server's way with reasoning; a part of its capabilities. */
export const reasoningCapabilities = {
  /** In which field it takes the effort; `none` if in no field. */
  effortField: z.enum(effortFieldNames),
  /** Values it has refused. */
  refusedEfforts: z.array(z.enum(efforts)).readonly(),
  /** Whether a model that is not in the table is asked not to think. */
  thinks: z.boolean(),
  /** The most tokens it has thought in a call, as far as it was seen. */
  mostThought: z.number().int().nonnegative().optional(),
};

const reasoningSchema = z.object(reasoningCapabilities);
type ReasoningCapabilities = z.infer<typeof reasoningSchema>;

/** A kind of model that thinks, and the least that it takes. */
interface ThinkingModel {
  readonly name: RegExp;
  readonly least: Effort;
}

/**
 * The first row that holds decides. Names come with prefixes (`openai/`, `us.anthropic.`) and
 * endings, so a row looks for the part that matters.
 *
 * - OpenAI: `none` from gpt-5.1 on, `minimal` for gpt-5, `low` for the o series and gpt-oss; codex
 *   and pro models always think (guides/reasoning; for 5.6 the refusals in pydantic-ai #7081).
 * - Gemini: 2.5 Pro and 3 Pro always think, Flash need not; its endpoint refuses `minimal` with
 *   "Valid values are: high, low, medium, none" (discuss.ai.google.dev 118724).
 * - Grok: 4.3 and later take `none`, 3 mini takes `low`; the others take no effort at all
 *   (@ai-sdk/xai 4.0, opencode-oci-provider 0.2.3).
 * - Mistral: `none` or `high` for the models named here (docs.mistral.ai, reasoning/adjustable).
 * - DeepSeek thinks unless its request says otherwise (api-docs.deepseek.com, thinking_mode); Qwen,
 *   GLM, Kimi and others as the arguments of their chat template say.
 */
const thinkingModels: readonly ThinkingModel[] = [
  { name: /gpt-[5-9].*-pro\b/, least: 'high' },
  { name: /gpt-[5-9].*-codex/, least: 'low' },
  { name: /gpt-5(?!\.?\d)/, least: 'minimal' },
  { name: /gpt-(?:5\.\d|[6-9])/, least: 'none' },
  { name: /(?:^|[/.])o[1-9](?:-|$)|gpt-oss/, least: 'low' },
  { name: /gemini-(?:2\.5|[3-9]).*(?:flash|lite)/, least: 'none' },
  { name: /gemini-(?:2\.5|[3-9])/, least: 'low' },
  { name: /grok-3-mini/, least: 'low' },
  { name: /grok-(?:4\.[3-9](?!\d)|[5-9])/, least: 'none' },
  { name: /mistral-(?:small-(?:4|2603|latest)|medium-(?:3[-.]5|latest)|large-4)/, least: 'none' },
  { name: /deepseek-?(?:v3\.[1-9]|v[4-9]|chat|flash|pro)/, least: 'none' },
  { name: /qwen-?3(?!.*(?:instruct|coder|embedding|thinking))/, least: 'none' },
  { name: /glm-(?:4\.[5-9]|[5-9])|kimi-k2\.[5-9]|smollm3|hunyuan|exaone-4/, least: 'none' },
];

/** Models that never think: no effort is sent to them, not even one that was asked for. */
const neverThinks = /(?:^|[/.])(?:gpt-3|gpt-4|chatgpt|gpt-5[.\d]*-chat|sandbox)/;

/** The least a model takes that is known to think by its name; undefined for any other. */
function leastEffort(model: string): Effort | undefined {
  const name = model.toLowerCase();
  return thinkingModels.find((row) => row.name.test(name))?.least;
}

/** An answer at `asked` is another one than an answer at the effort that is asked by itself. */
export function isUnusualEffort(model: string, asked: Effort | undefined): boolean {
  if (asked === undefined || neverThinks.test(model.toLowerCase())) return false;
  return asked !== (leastEffort(model) ?? 'none');
}

/**
 * The effort that a model is asked for: `asked`, or else the least that it takes; null where
 * nothing is sent.
 */
export function effortFor(
  model: string,
  { effortField, refusedEfforts, thinks }: ReasoningCapabilities,
  asked: Effort | undefined,
): Effort | null {
  if (effortField === 'none' || neverThinks.test(model.toLowerCase())) return null;
  const wanted = asked ?? leastEffort(model) ?? (thinks ? 'none' : undefined);
  return wanted === undefined ? null : nearestTaken(wanted, refusedEfforts);
}

/** The value nearest to `wanted` that was not refused: the next more of little, the next less of much. */
function nearestTaken(wanted: Effort, refused: readonly Effort[]): Effort | null {
  const at = efforts.indexOf(wanted);
  const low = efforts.indexOf('low');
  const ladder = at <= low ? efforts.slice(at, low + 1) : efforts.slice(low, at + 1).toReversed();
  return ladder.find((effort) => !refused.includes(effort)) ?? null;
}

/** The fields of a request that carry the effort. */
export function effortFields(
  effort: Effort | null,
  { effortField }: ReasoningCapabilities,
): Record<string, unknown> {
  if (effort === null) return {};
  const thinks = effort !== 'none';
  switch (effortField) {
    case 'reasoning_effort':
      return { reasoning_effort: effort };
    case 'reasoning.effort':
      return { reasoning: { effort } };
    case 'reasoning.enabled':
      return thinks ? { reasoning_effort: effort } : { reasoning: { enabled: false } };
    case 'thinking.type':
      return thinks
        ? { thinking: { type: 'enabled' }, reasoning_effort: effort }
        : { thinking: { type: 'disabled' } };
    case 'chat_template_kwargs':
      // Qwen and GLM templates read `enable_thinking`, DeepSeek's reads `thinking`.
      return thinks
        ? { reasoning_effort: effort, chat_template_kwargs: { reasoning_effort: effort } }
        : { chat_template_kwargs: { enable_thinking: false, thinking: false } };
    case 'none':
      return {};
  }
}

/** Words with which servers refuse an effort, whatever the field is called. */
const namesEffort = /reason|think|effort|chat_template/i;
/** Words that say that the field itself is not taken, whatever its value. */
const refusesField =
  /unsupported[ _](?:parameter|argument)|unrecogni[sz]ed|unknown|unexpected|extra (?:inputs|fields)|extra_forbidden|parameter/i;
/** Words that say so if they are not about a value. */
const mayRefuseField =
  /not (?:permitted|allowed|enabled|available|supported)|does(?: not|n't) (?:support|accept)/i;
/** What precedes a list of the values that are taken, and what may follow it. */
const listsValues =
  /(?:supported|valid|allowed|accepted|possible|available|permitted)\s+(?:values|efforts|levels|options)|(?:must|should|has to) be|one of|expected/i;
const endsList = /\b(?:input|got|received|but|instead|not)\b/i;

/**
 * What is left to try when a request with this effort was refused with this message; null when the
 * message is not about the effort.
 */
export function learnEffort<C extends ReasoningCapabilities>(
  message: string,
  capabilities: C,
  sent: Effort | null,
): C | null {
  if (sent === null || !namesEffort.test(message)) return null;
  const listed = listedEfforts(message);
  if (listed.length > 0 && !listed.includes(sent)) {
    const refusedEfforts = efforts.filter((effort) => !listed.includes(effort));
    return { ...capabilities, refusedEfforts };
  }
  return isAboutField(message, sent)
    ? { ...capabilities, effortField: 'none' }
    : { ...capabilities, refusedEfforts: [...capabilities.refusedEfforts, sent] };
}

function isAboutField(message: string, sent: Effort): boolean {
  if (/(?:unsupported|invalid) value/i.test(message)) return false;
  if (refusesField.test(message)) return true;
  const namesValue = new RegExp(`["'\`=:] ?${sent}\\b`, 'i').test(message);
  return mayRefuseField.test(message) && !namesValue;
}

function listedEfforts(message: string): Effort[] {
  const at = message.search(listsValues);
  const list = at < 0 ? '' : (message.slice(at).split(endsList)[0] ?? '');
  return efforts.filter((effort) => new RegExp(`(?<![\\w-])${effort}(?![\\w-])`).test(list));
}

/** Tokens a model may think at an effort, until its own answers tell. */
const roomByEffort: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 500,
  low: 2_000,
  medium: 6_000,
  high: 12_000,
  xhigh: 20_000,
  max: 28_000,
};

/** Room for thinking, apart from that for the answer: an upper limit, paid as far as it is used. */
export function roomFor(effort: Effort | null): number {
  return effort === null ? 0 : roomByEffort[effort];
}

/** More than was seen, since no two answers think alike; and no more than most models write. */
const headroom = 1.5;
/** The most room for thinking that is ever given. */
export const mostRoom = 32_000;

/** Room for what a model was seen to think. */
export function learnedRoom({ mostThought = 0 }: ReasoningCapabilities): number {
  return Math.min(mostRoom, Math.ceil(mostThought * headroom));
}

/** Tokens a model thinks in a call, as a rule: a fraction of the room it has for it. */
const usualShare = 0.25;

/** What a model may think in a call at the effort it is asked for; 0 for one unknown. */
export function mostThinking(model: string, asked?: Effort): number {
  return neverThinks.test(model.toLowerCase()) ? 0 : roomFor(asked ?? leastEffort(model) ?? null);
}

/** What a model is likely to think in a call at the effort it is asked for; 0 for one unknown. */
export function likelyThinking(model: string, asked?: Effort): number {
  return mostThinking(model, asked) * usualShare;
}
