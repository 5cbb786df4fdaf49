import type { CompletionChoice, Thinking } from './dialects/dialect.ts';
import type { Problem } from './problems.ts';
import type { ChatRequest } from './protocol.ts';

/** How much more or less a model thinks than at medium effort. */
const shares: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 1 / 16,
  low: 1 / 4,
  medium: 1,
  high: 2,
  xhigh: 4,
  max: 8,
};

const defaultEfforts = ['none', 'low', 'medium', 'high', 'xhigh', 'max'];

/** The effort a request asks for, in whatever form. */
function effortOf(request: ChatRequest): string {
  const { reasoning, reasoning_effort, chat_template_kwargs, think } = request;
  const isOff =
    reasoning?.enabled === false ||
    chat_template_kwargs?.enable_thinking === false ||
    think === false;
  return isOff ? 'none' : (reasoning_effort ?? reasoning?.effort ?? 'medium');
}

/** What is wrong with the effort that a request asks of a model that thinks. */
export function effortProblem(
  request: ChatRequest,
  efforts: readonly string[] = defaultEfforts,
): Problem | undefined {
  const effort = request.reasoning_effort ?? undefined;
  if (effort === undefined || efforts.includes(effort)) return undefined;
  const value = `'${effort}'`;
  return { kind: 'unsupported_value', param: 'reasoning_effort', value, supported: efforts };
}

/** Tokens that are thought before the answer to this request. */
export function countReasoning(request: ChatRequest, atMediumEffort: number): number {
  return Math.round(atMediumEffort * (shares[effortOf(request)] ?? 1));
}

/** What it thinks: drafts, with braces in them. About four characters a token. */
function thought(tokens: number): string {
  const line =
    'A first draft: {"title": null, "segments": [{"n": 1, "en": "A first attempt"}]}. Wait, I ' +
    'should look at {the glossary} again before I answer. ';
  const characters = Math.min(tokens, 20_000) * 4;
  return line
    .repeat(Math.ceil(characters / line.length))
    .slice(0, characters)
    .trim();
}

/** What was thought, and whether the answer was reached before the tokens ran out. */
export interface ThinkingState {
  readonly tokens: number;
  readonly isFinished: boolean;
}

type Message = CompletionChoice['message'];

/** A message with what was thought, where this kind of server shows it. */
export function withThinking(
  message: Message,
  thinking: Thinking,
  { tokens, isFinished }: ThinkingState,
): Message {
  if (tokens === 0 || thinking === 'hidden') return message;
  const text = thought(tokens);
  const { content } = message;
  switch (thinking) {
    case 'reasoning_content':
    case 'reasoning':
      return { ...message, [thinking]: text };
    case 'parts': {
      const thoughts = { type: 'thinking', thinking: [{ type: 'text', text }] };
      const answer = { type: 'text', text: content };
      return { ...message, content: isFinished ? [thoughts, answer] : [thoughts] };
    }
    default: {
      const opening = thinking === 'tags' ? '<think>\n' : '';
      const rest = isFinished ? `\n</think>\n\n${content}` : '';
      return { ...message, content: `${opening}${text}${rest}` };
    }
  }
}
