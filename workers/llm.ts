import type { Config } from '../src/config.ts';
import { createLlmClient } from '../src/llm/client.ts';
import { createDoor, type LlmDoor } from '../src/llm/door.ts';
import { chooseProvider, noProvider } from '../src/llm/provider.ts';
import type { Releasers } from '../src/release.ts';

/**
 * The door to the configured LLM. For the sandbox one is started in this process and ends with it.
 *
 * @throws TolkError `config.no_provider` when none is configured: nobody shall find a million glosses in the morning
 */
export async function openLlm(config: Config, releasers: Releasers): Promise<LlmDoor> {
  const provider = chooseProvider(config);
  if (provider.kind === 'none') throw noProvider();
  if (provider.kind === 'api') return createDoor(createLlmClient({ ...config, baseUrl: provider.baseUrl }), provider.model);
  const { startSandbox } = await import('../src/sandbox/sandbox.ts');
  const sandbox = await startSandbox();
  releasers.push(() => sandbox.close());
  return createDoor(createLlmClient({ ...config, baseUrl: sandbox.baseUrl }), provider.model);
}
