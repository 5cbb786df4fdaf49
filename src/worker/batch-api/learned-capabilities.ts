import type { TolkError } from '../../errors.ts';
import { type Capabilities, capabilitiesTtlMs } from '../../llm/http/capabilities.ts';
import { refusalIn } from '../../llm/http/errors/classify-body.ts';
import { nextForm } from '../../llm/http/learn.ts';
import type { OpenLlm } from '../open-llm.ts';

/** What is needed of the LLM to know what its server can do. */
export type LearningLlm = Pick<OpenLlm, 'server' | 'capabilities' | 'extras' | 'store'>;

/** What the server can do with a model, as far as anybody has learned. */
export async function capabilitiesOf(
  { server, capabilities, store }: Omit<LearningLlm, 'extras'>,
  model: string,
): Promise<Capabilities> {
  return { ...capabilities, ...(await store.readCapabilities(`${server} ${model}`)) };
}

/** Remembers what the server was found to do with a model. */
export async function learn(
  llm: Omit<LearningLlm, 'extras'>,
  model: string,
  change: Partial<Capabilities>,
): Promise<void> {
  const known = await capabilitiesOf(llm, model);
  // A round may take a day, in which everything would be forgotten.
  const ttlMs = 3 * capabilitiesTtlMs;
  await llm.store.writeCapabilities(`${llm.server} ${model}`, { ...known, ...change }, ttlMs);
}

/** What of the capabilities shapes a request. */
function shapeOf({ withoutJointAnswer: _, ...shape }: Capabilities): string {
  return JSON.stringify(shape);
}

/** The form of the requests in a file, as it is kept with its submission. */
export async function formOf(llm: Omit<LearningLlm, 'extras'>, model: string): Promise<string> {
  return shapeOf(await capabilitiesOf(llm, model));
}

/** What one file of results teaches of the form that a model takes. */
export class FormLearner {
  readonly #llm: LearningLlm;
  readonly #model: string;
  /** The form in which the file was sent. */
  readonly #sentAs: string;

  constructor(llm: LearningLlm, model: string, sentAs: string) {
    this.#llm = llm;
    this.#model = model;
    this.#sentAs = sentAs;
  }

  /** Learns from a refused request; false when another form cannot help. */
  async learn(error: TolkError): Promise<boolean> {
    const refusal = refusalIn(error);
    if (refusal === null) return false;
    const known = await capabilitiesOf(this.#llm, this.#model);
    // Somebody has learned it meanwhile, or the request before this one has taught it.
    if (this.#sentAs !== '' && shapeOf(known) !== this.#sentAs) return true;
    const { extras } = this.#llm;
    const words = `${refusal.param} ${refusal.message}`;
    const change = nextForm(words, known, { model: this.#model, extras }, new Set());
    if (change === null) return false;
    await learn(this.#llm, this.#model, change);
    return true;
  }

  /** The form was understood: it is remembered for as long as the next round may take. */
  async confirm(): Promise<void> {
    const known = await capabilitiesOf(this.#llm, this.#model);
    const isUnlearned = shapeOf(known) === shapeOf(this.#llm.capabilities);
    if (!isUnlearned && shapeOf(known) === this.#sentAs) await learn(this.#llm, this.#model, {});
  }

  /** Learns how much the model thinks: its requests have the room for it from then on. */
  async noteThinking(tokens: number): Promise<void> {
    const known = await capabilitiesOf(this.#llm, this.#model);
    const mostThought = Math.max(tokens, known.mostThought ?? 0);
    if (tokens > 0 && mostThought !== known.mostThought)
      await learn(this.#llm, this.#model, { thinks: true, mostThought });
  }
}
