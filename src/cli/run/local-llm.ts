import type { Config } from '../../config/config.ts';
import { chooseProvider } from '../../llm/choose-provider.ts';
import { findLocalServer } from '../../llm/local-servers.ts';
import type { CommandIo } from '../io.ts';

/** What a command that starts what is missing runs with. */
export interface LocalRun {
  readonly config: Config;
  /** Said when a worker is started: which LLM was found. */
  readonly note?: string | undefined;
}

/**
 * The configuration itself where it names an LLM; else with a server on this machine, if there is
 * one.
 */
export async function withLocalLlm(config: Config, io: CommandIo): Promise<LocalRun> {
  if (chooseProvider(config.llm).kind !== 'none') return { config };
  const { localServers: addresses, model } = config.llm;
  const found = await findLocalServer({ addresses, model, signal: io.signal });
  if (found === null) return { config };
  const { title, provider, baseUrl } = found;
  return {
    config: { ...config, llm: { ...config.llm, provider, baseUrl, model: found.model } },
    note: `using ${title} at ${baseUrl} (model ${found.model})`,
  };
}
