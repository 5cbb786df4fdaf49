import type { Probe } from './probe.ts';

/** What came of one thing that was looked at. */
export interface Verdict {
  /**
   * `unsupported`: the server cannot do it, and Tolk copes. A `problem` keeps Tolk from working, a
   * `warning` will cost something one day. `skipped`: it was not looked at.
   */
  readonly state: 'ok' | 'unsupported' | 'warning' | 'problem' | 'skipped';
  readonly message: string;
}

/** One thing to look at. */
export interface Check {
  readonly name: string;
  /** What it asks, for what it will cost: small translations, and prompts of 6,000 tokens. */
  readonly asks?: { readonly small?: number; readonly long?: number };
  /** Where this is a problem, nothing else needs to be looked at. */
  readonly isVital?: true;
  /** @throws TolkError one of the `llm.*` codes: that is a problem too */
  readonly run: (probe: Probe) => Promise<Verdict>;
}

/** All is as it should be. */
export function ok(message: string): Verdict {
  return { state: 'ok', message };
}

/** The server cannot do it; the message says how Tolk copes. */
export function unsupported(message: string): Verdict {
  return { state: 'unsupported', message };
}

/** Tolk works, but it will cost something. */
export function warning(message: string): Verdict {
  return { state: 'warning', message };
}

/** Tolk does not work. */
export function problem(message: string): Verdict {
  return { state: 'problem', message };
}
