import { pid } from 'node:process';
import pino from 'pino';
import type { Config } from '../config/config.ts';
import { inertJson, inertLine } from '../inert.ts';

/**
 * The logger of a worker process, on standard error: JSON for programs, or lines for people. Either
 * way an event is one line, whatever is in it. It writes synchronously, so that the last events
 * before an exit are not lost.
 *
 * @param isTerminal decides where the format is `auto`
 * @param process its number, where it is one of several that write to one log
 */
export function createProcessLogger(
  { logLevel: level, logFormat }: Pick<Config['worker'], 'logLevel' | 'logFormat'>,
  isTerminal: boolean,
  process?: number,
): pino.Logger {
  const destination = pino.destination({ dest: 2, sync: true });
  const isForPeople = logFormat === 'pretty' || (logFormat === 'auto' && isTerminal);
  // JSON escapes line ends and escape sequences, but not all that a terminal acts on.
  const format = isForPeople ? formatEvent : inertJson;
  const write = (line: string) => void destination.write(format(line));
  return pino({ level, base: { pid, ...(process === undefined ? {} : { process }) } }, { write });
}

/** Fields that a person does not need to read. */
const hidden = ['level', 'time', 'pid', 'event'];
/** As wide as most names of events. */
const eventWidth = 20;

/**
 * An event of pino, as one line for people.
 *
 * @example
 * formatEvent('{"level":30,"time":1795876612768,"pid":7,"event":"article.done","ms":1200}');
 * // 12:36:52 info  article.done         ms=1200
 */
export function formatEvent(json: string): string {
  const event: Record<string, unknown> = JSON.parse(json);
  const time = new Date(Number(event['time'])).toTimeString().slice(0, 8);
  const level = pino.levels.labels[Number(event['level'])] ?? '';
  const fields = Object.entries(event)
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]) => `${name}=${inertLine(describe(value))}`);
  const name = inertLine(String(event['event'] ?? ''));
  const line = [time, level.padEnd(5), name.padEnd(eventWidth), ...fields].join(' ');
  return `${line.trimEnd()}\n`;
}

/** A text with blanks is quoted, so that it is seen where it ends. */
function describe(value: unknown): string {
  if (typeof value === 'string') return /^\S+$/.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value) ?? '';
}
