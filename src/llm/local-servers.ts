import { z } from 'zod';
import { readBoundedJson } from './bounded-json.ts';
import type { PresetName } from './providers.ts';

/** A server on this machine that has a model to ask. */
export interface LocalServer {
  /** What kind it is, as it calls itself, for people. */
  readonly title: string;
  /** Its kind, where that can be told. */
  readonly provider: PresetName | undefined;
  readonly baseUrl: string;
  readonly model: string;
}

/** Where to look, and for what. */
export interface LocalSearch {
  /** Base addresses, the preferred ones first. */
  readonly addresses: readonly string[];
  /** Only a server that has this model will do. @default any model that can translate */
  readonly model?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** @default 300 */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 300;

interface LocalKind {
  readonly provider: PresetName | undefined;
  readonly title: string;
  /** Who owns the models in its list. */
  readonly owner: string;
  /** Its usual port, where nothing else uses that. */
  readonly port?: string;
}

const kinds: readonly LocalKind[] = [
  { provider: 'ollama', title: 'Ollama', owner: 'library', port: '11434' },
  { provider: 'lmstudio', title: 'LM Studio', owner: 'organization_owner', port: '1234' },
  { provider: 'llamacpp', title: 'llama.cpp', owner: 'llamacpp' },
  { provider: 'vllm', title: 'vLLM', owner: 'vllm' },
  { provider: 'sglang', title: 'SGLang', owner: 'sglang', port: '30000' },
  { provider: undefined, title: 'the practice LLM', owner: 'tolk-sandbox' },
];

/** Other programs listen at these ports too: only a list of models in OpenAI's form counts. */
const listSchema = z.object({
  object: z.literal('list'),
  data: z
    .array(
      z.object({
        id: z.string().min(1).max(200),
        object: z.literal('model'),
        owned_by: z.string().nullish(),
      }),
    )
    .min(1),
});

type ModelList = z.infer<typeof listSchema>['data'];

/** Models that do something else than answer in text. */
const answersNoText =
  /embed|rerank|\bbge\b|\bgte\b|\be5\b|minilm|whisper|\btts\b|speech|kokoro|parler|\bclip\b|diffusion|\bsdxl\b|\bflux\b|guard|moderation|\bocr\b|reward/i;
/** Models that translate, if nothing better is there. */
const isSpecialist = /code|coder|math|\bsql|llava|vision|\bvl\b|moondream|medical|meditron/i;
/** Models that Ollama passes on to a server elsewhere: no article leaves the machine unasked. */
const runsElsewhere = /[:-]cloud$/i;

/**
 * Looks for an LLM server on this machine, at all addresses at once, and takes the first of them that
 * has a model that can translate.
 *
 * @returns null when there is none, or none answers in time
 */
export async function findLocalServer(search: LocalSearch): Promise<LocalServer | null> {
  const found = await Promise.all(search.addresses.map((address) => lookAt(address, search)));
  return found.find((server) => server !== null) ?? null;
}

async function lookAt(baseUrl: string, search: LocalSearch): Promise<LocalServer | null> {
  const models = await readModels(baseUrl, search);
  const suitable = models.filter(({ id }) => isWanted(id, search.model));
  const model = suitable.find(({ id }) => !isSpecialist.test(id)) ?? suitable[0];
  if (!model) return null;
  const kind =
    kinds.find(({ owner }) => owner === model.owned_by) ??
    kinds.find(({ port }) => port === new URL(baseUrl).port);
  return {
    title: kind?.title ?? 'the LLM server',
    provider: kind?.provider,
    baseUrl,
    model: model.id,
  };
}

async function readModels(baseUrl: string, search: LocalSearch): Promise<ModelList> {
  const { timeoutMs = defaultTimeoutMs, signal } = search;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${baseUrl.replace(/\/$/, '')}/models`, {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return response.ok ? listSchema.parse(await readBoundedJson(response)).data : [];
  } catch {
    // Nobody there, or somebody else.
    return [];
  }
}

function isWanted(id: string, wanted: string | undefined): boolean {
  // Ollama's names end in a tag, which may be left out.
  if (wanted !== undefined) return id === wanted || id === `${wanted}:latest`;
  return !answersNoText.test(id) && !runsElsewhere.test(id);
}
