import type { Capabilities } from './capabilities.ts';

/** One message of a conversation, all text. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One message as it is sent. */
export interface SentMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * A conversation in the roles that a server takes: instructions as `system`, as `developer`, or in
 * front of the first message of the user where it takes neither. Messages of one role that follow
 * each other become one: many templates want the roles to alternate, and to the others it is the
 * same.
 */
export function inRolesOf(
  messages: readonly Message[],
  { role = 'system' }: Pick<Capabilities, 'role'>,
): SentMessage[] {
  const sent: SentMessage[] = [];
  const instructions = role === 'none' ? 'user' : role;
  for (const { role: said, content } of messages) {
    const next = said === 'system' ? instructions : said;
    const last = sent.at(-1);
    if (last?.role === next) sent.splice(-1, 1, { role: next, content: join(last, content) });
    else sent.push({ role: next, content });
  }
  return sent;
}

function join({ content }: SentMessage, more: string): string {
  return `${content}\n\n${more}`;
}
