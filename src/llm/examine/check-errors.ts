import { type ErrorCode, TolkError } from '../../errors.ts';
import { type Check, ok, unsupported, type Verdict, warning } from './check.ts';
import type { Probe } from './probe.ts';

/** Whether Tolk understands what the server says when something is wrong. Refusals cost nothing. */
export const errorChecks: readonly Check[] = [
  { name: 'error-too-long', asks: { small: 1 }, run: checkTooLong },
  { name: 'error-model', asks: { small: 1 }, run: checkUnknownModel },
];

/** More than any model gives. */
const tooManyTokens = 50_000_000;

async function checkTooLong(probe: Probe): Promise<Verdict> {
  const { limit } = await probe.server.capabilities();
  if (limit === 'none') return unsupported('not looked at: no limit is taken');
  const body = { ...(await probe.tinyBody()), [limit]: tooManyTokens };
  return expectError(probe, body, {
    codes: ['llm.too_long'],
    whenTaken: 'too large a limit is taken, and shortened by the server',
  });
}

async function checkUnknownModel(probe: Probe): Promise<Verdict> {
  const body = { ...(await probe.tinyBody()), model: 'tolk-asks-for-no-such-model' };
  return expectError(probe, body, {
    codes: ['llm.unknown_model', 'llm.unauthorized'],
    whenTaken: 'a wrong name of a model is answered by another one: check TOLK_MODEL yourself',
  });
}

interface Expectation {
  readonly codes: readonly ErrorCode[];
  readonly whenTaken: string;
}

async function expectError(
  probe: Probe,
  body: Readonly<Record<string, unknown>>,
  { codes, whenTaken }: Expectation,
): Promise<Verdict> {
  try {
    await probe.ask(body);
    return unsupported(whenTaken);
  } catch (error) {
    const { code, message } = TolkError.from(error);
    if (codes.includes(code)) return ok(`understood (${code})`);
    return warning(`taken for ${code}, which is something else; please report it: ${message}`);
  }
}
