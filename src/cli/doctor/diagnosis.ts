import { TolkError } from '../../errors.ts';

/** One thing the doctor looked at. */
export interface Diagnosis {
  readonly name: string;
  /**
   * A `problem` keeps Tolk from working; a `warning` will hurt one day. `unsupported` and `skipped`
   * only with `--deep`: the server cannot do it and Tolk copes; it was not looked at.
   */
  readonly state: 'ok' | 'warning' | 'problem' | 'unsupported' | 'skipped';
  readonly message: string;
}

/** All is well with it. */
export function healthy(name: string, message: string): Diagnosis {
  return { name, state: 'ok', message };
}

/** What was found; an error on the way is a problem of this name. */
export async function diagnoseSafely(
  name: string,
  look: () => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  try {
    return await look();
  } catch (error) {
    const { message, code } = TolkError.from(error);
    return [{ name, state: 'problem', message: `${message} [${code}]` }];
  }
}
