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
 * one. A server on this machine that was named without a model is asked which it has.
 */
export async function withLocalLlm(config: Config, io: CommandIo): Promise<LocalRun> {
  const { model, provider, baseUrl } = config.llm;
  const addresses = addressesFor(config);
  if (addresses.length === 0) return { config };
  const found = await findLocalServer({ addresses, model, signal: io.signal });
  if (found === null) return { config };
  const llm = {
    ...config.llm,
    provider: provider ?? found.provider,
    baseUrl: baseUrl ?? found.baseUrl,
    model: found.model,
  };
  return {
    config: { ...config, llm },
    note: `using ${found.title} at ${found.baseUrl} (model ${found.model})`,
  };
}

/** Where to look for a server or for its model; nowhere where both are known. */
function addressesFor({ llm }: Config): readonly string[] {
  const provider = chooseProvider(llm);
  if (provider.kind === 'none') return llm.localServers;
  const asksForModel = provider.kind === 'api' && provider.preset.local && llm.model === undefined;
  return asksForModel && llm.localServers.length > 0 ? [provider.baseUrl] : [];
}
