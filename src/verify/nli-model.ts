import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { TolkError } from '../errors.ts';

/*
 * A model for natural-language inference on this machine: does one text follow from another, or
 * contradict it? It is read from a folder, as @huggingface/transformers wants it (config.json,
 * tokenizer.json, onnx/model.onnx or onnx/model_quantized.onnx). Neither is brought by Tolk, and
 * nothing is downloaded.
 */

/** Two texts: does the second follow from the first? */
export interface TextPair {
  readonly premise: string;
  readonly hypothesis: string;
}

/** How likely each answer is; together 1. */
export interface NliScores {
  readonly entailment: number;
  readonly neutral: number;
  readonly contradiction: number;
}

/** A model that judges pairs of texts. */
export interface NliModel {
  readonly name: string;
  judge(pairs: readonly TextPair[]): Promise<readonly NliScores[]>;
}

/** Opens the model when it is first needed. */
export type NliSource = () => Promise<NliModel>;

const packageName = '@huggingface/transformers';

/** What is used of the package. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly AutoTokenizer: { from_pretrained(name: string, options: object): Promise<Tokenizer> };
  readonly AutoModelForSequenceClassification: {
    from_pretrained(name: string, options: object): Promise<Classifier>;
  };
}
type Tokenizer = (texts: readonly string[], options: object) => unknown;
interface Classifier {
  (inputs: unknown): Promise<{ readonly logits: { tolist(): unknown } }>;
  readonly config: unknown;
}

const transformersSchema = z.custom<Transformers>(
  (library) =>
    typeof library === 'object' &&
    library !== null &&
    ['env', 'AutoTokenizer', 'AutoModelForSequenceClassification'].every((name) => name in library),
);
const logitsSchema = z.array(z.array(z.number()));
const configSchema = z.object({ id2label: z.record(z.string(), z.string()) });

/** How the package is found; another way in tests. */
export type ImportLibrary = () => Promise<unknown>;

const importTransformers: ImportLibrary = () => import(packageName);

/** A source that opens the model of a folder once; without a folder, one that says what to set. */
export function createNliSource(
  folder: string | undefined,
  importLibrary: ImportLibrary = importTransformers,
): NliSource {
  let opening: Promise<NliModel> | undefined;
  return () => {
    opening ??= openNliModel(folder, importLibrary).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}

async function openNliModel(
  folder: string | undefined,
  importLibrary: ImportLibrary,
): Promise<NliModel> {
  if (folder === undefined)
    throw unusable('verify: nli needs a model of your own; name its folder in TOLK_NLI_DIR');
  const path = resolve(folder);
  const dtype = precisionIn(path);
  const library = await importLibrary().catch((cause: unknown) => {
    const advice = `npm install ${packageName}@4`;
    throw unusable(`TOLK_NLI_DIR needs a package that Tolk does not bring: ${advice}`, cause);
  });
  const { env, AutoTokenizer, AutoModelForSequenceClassification } =
    transformersSchema.parse(library);
  env.allowRemoteModels = false;
  env.localModelPath = `${dirname(path)}/`;
  const name = basename(path);
  const options = { local_files_only: true, device: 'cpu', dtype };
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(name, options);
    const classifier = await AutoModelForSequenceClassification.from_pretrained(name, options);
    const order = labelOrder(classifier.config);
    return { name, judge: (pairs) => judge(pairs, { tokenizer, classifier, order }) };
  } catch (cause) {
    if (TolkError.isInstance(cause)) throw cause;
    const { message } = TolkError.from(cause);
    throw unusable(`TOLK_NLI_DIR: ${folder} cannot be used: ${message}`, cause);
  }
}

/** The precision of the weights that are there; the smaller ones are faster, and good enough. */
function precisionIn(folder: string): 'q8' | 'fp32' {
  for (const file of ['config.json', 'tokenizer.json'])
    if (!existsSync(join(folder, file))) throw unusable(`TOLK_NLI_DIR: ${folder} has no ${file}`);
  if (existsSync(join(folder, 'onnx', 'model_quantized.onnx'))) return 'q8';
  if (existsSync(join(folder, 'onnx', 'model.onnx'))) return 'fp32';
  throw unusable(`TOLK_NLI_DIR: ${folder} has no onnx/model.onnx or onnx/model_quantized.onnx`);
}

type LabelOrder = Readonly<Record<keyof NliScores, number>>;

/** Which output means what: models differ. */
function labelOrder(config: unknown): LabelOrder {
  const labels = Object.entries(configSchema.safeParse(config).data?.id2label ?? {});
  const indexOf = (pattern: RegExp) =>
    Number(labels.find(([, label]) => pattern.test(label))?.[0] ?? Number.NaN);
  const order = {
    entailment: indexOf(/^entail/i),
    neutral: indexOf(/^neutral/i),
    contradiction: indexOf(/^contradict/i),
  };
  if (Object.values(order).some(Number.isNaN))
    throw unusable(
      'TOLK_NLI_DIR: the labels of the model must be entailment, neutral and contradiction',
    );
  return order;
}

interface OpenModel {
  readonly tokenizer: Tokenizer;
  readonly classifier: Classifier;
  readonly order: LabelOrder;
}

async function judge(
  pairs: readonly TextPair[],
  { tokenizer, classifier, order }: OpenModel,
): Promise<NliScores[]> {
  const inputs = tokenizer(
    pairs.map(({ premise }) => premise),
    { text_pair: pairs.map(({ hypothesis }) => hypothesis), padding: true, truncation: true },
  );
  const { logits } = await classifier(inputs);
  return logitsSchema.parse(logits.tolist()).map((row) => {
    const likely = softmax(row);
    const at = (index: number) => likely[index] ?? 0;
    return {
      entailment: at(order.entailment),
      neutral: at(order.neutral),
      contradiction: at(order.contradiction),
    };
  });
}

function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function unusable(message: string, cause?: unknown): TolkError {
  return new TolkError('config.invalid', message, { cause, retryable: false });
}
