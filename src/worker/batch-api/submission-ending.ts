import { TolkError } from '../../errors.ts';
import type { Submission } from '../../store/submissions.ts';
import { correctionsOf } from './call-budgets.ts';
import type { BatchApiContext } from './context.ts';

type EndingContext = Pick<BatchApiContext, 'llm' | 'submissions' | 'log'>;

/** Ends submissions: what waits for them is pending again, and their request files are deleted. */
export class SubmissionEnding {
  readonly #context: EndingContext;
  /** Said once: that request files cannot be deleted. */
  #isDeletionRefused = false;

  constructor(context: EndingContext) {
    this.#context = context;
  }

  /** Takes back a submission that the server does not have: its articles are planned again. */
  async abandon(submission: Submission): Promise<boolean> {
    const { llm, submissions } = this.#context;
    for (const [call, pending] of await submissions.pendingCallsOf(submission.id))
      await submissions.completeCall(call, {
        submission: submission.id,
        spend: null,
        corrections: correctionsOf(llm, pending),
      });
    return this.end(submission);
  }

  /** Ends a submission whose calls are all back; false where Redis has lost that they are. */
  async end({ id, inputFile }: Submission): Promise<boolean> {
    const { submissions, log } = this.#context;
    if (!(await submissions.end(id))) {
      log.warn({ event: 'batch_api.collected_again', submission: id });
      return false;
    }
    if (inputFile !== null) await this.#deleteFile(inputFile);
    return true;
  }

  /** The articles that have calls in flight in a submission, each once. */
  async recordsOf(id: string): Promise<string[]> {
    const open = await this.#context.submissions.pendingCallsOf(id);
    return [...new Set([...open.values()].map(({ record }) => record))];
  }

  /** The server would keep a request file for ever; that it does so is no reason to stop. */
  async #deleteFile(file: string): Promise<void> {
    const { llm, log } = this.#context;
    try {
      await llm.batchApi.deleteFile(file);
    } catch (error) {
      if (this.#isDeletionRefused) return;
      this.#isDeletionRefused = true;
      const { code, message } = TolkError.from(error);
      log.warn({ event: 'batch_api.file_not_deleted', file, code, reason: message });
    }
  }
}
