import { z } from 'zod';
import { readBoundedJson } from './bounded-json.ts';

/*
 * How large the models of a server on this machine are, in billions of parameters, where it says so:
 * llama.cpp in its list of models, Ollama in a list of its own. A model's name often tells it too,
 * but a file may have any name.
 */

const llamaList = z.object({
  data: z.array(
    z.object({ id: z.string(), meta: z.object({ n_params: z.number().positive() }).nullish() }),
  ),
});
const ollamaList = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      details: z.object({ parameter_size: z.string() }).partial().nullish(),
    }),
  ),
});

/** Longest wait for an answer. */
const timeoutMs = 1_000;

/**
 * Asks a server of one's own for the sizes of its models.
 *
 * @param baseUrl ends in `/v1`, as these servers have it
 * @returns billions of parameters by name; empty where it does not say, or does not answer in time
 */
export async function readModelSizes(baseUrl: string): Promise<ReadonlyMap<string, number>> {
  const base = baseUrl.replace(/\/$/, '');
  const [openai, ollama] = await Promise.all([
    readJson(`${base}/models`),
    readJson(`${base.replace(/\/v1$/, '')}/api/tags`),
  ]);
  const sizes = new Map<string, number>();
  for (const { id, meta } of llamaList.safeParse(openai).data?.data ?? [])
    if (meta) sizes.set(id, meta.n_params / 1e9);
  for (const { name, details } of ollamaList.safeParse(ollama).data?.models ?? []) {
    const size = billionsIn(details?.parameter_size ?? '');
    if (size !== undefined) sizes.set(name, size).set(name.replace(/:latest$/, ''), size);
  }
  return sizes;
}

/** "1.5B", "268.10M". */
function billionsIn(text: string): number | undefined {
  const { number, unit } = /^(?<number>[\d.]+)\s*(?<unit>[BM])$/i.exec(text)?.groups ?? {};
  if (number === undefined || unit === undefined) return undefined;
  return unit.toUpperCase() === 'B' ? Number(number) : Number(number) / 1_000;
}

async function readJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? await readBoundedJson(response) : null;
  } catch {
    // Nobody there, or somebody else: the size is not known.
    return null;
  }
}
