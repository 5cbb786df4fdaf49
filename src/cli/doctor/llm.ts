import type { Config } from '../../config/config.ts';
import type { Disposables } from '../../disposables.ts';
import { isGloss } from '../../gloss.ts';
import { chooseProvider, hintAtKeys, type Provider } from '../../llm/choose-provider.ts';
import { priceWarnings } from '../../llm/cost/price-warnings.ts';
import { SpendMeter } from '../../llm/cost/usage.ts';
import { findListed, listModels } from '../../llm/examine/models.ts';
import { type ExaminedServer, openExaminedServer } from '../../llm/examine/open.ts';
import type { CommandIo } from '../io.ts';
import { withLocalLlm } from '../run/local-llm.ts';
import { type Diagnosis, healthy } from './diagnosis.ts';
import { smallTranslation } from './question.ts';

/** How to get an LLM, in one line. */
const advice =
  'set OPENAI_API_KEY or LLM_BASE_URL; for a model on this machine: install Ollama (ollama.com), then ' +
  '"ollama pull gemma3:4b"';

/** The LLM that workers would ask; null with what to say where there is none to ask. */
export async function openDoctorLlm(
  given: Config,
  io: CommandIo,
  disposables: Disposables,
): Promise<{ readonly server: ExaminedServer | null; readonly notes: readonly Diagnosis[] }> {
  const { config, note } = await withLocalLlm(given, io);
  const provider: Provider = chooseProvider(config.llm);
  const warn = (message: string): Diagnosis => ({ name: 'llm', state: 'warning', message });
  if (provider.kind === 'none')
    return {
      server: null,
      notes: [
        warn(
          `no LLM configured: translate uses the sandbox, workers refuse to start; ${advice}` +
            hintAtKeys(config.llm),
        ),
      ],
    };
  if (provider.kind === 'sandbox')
    return {
      server: null,
      notes: [warn('the sandbox: glosses word by word, for practice only')],
    };
  const server = openExaminedServer(config.llm, provider, disposables);
  const settings = `LLM_BASE_URL=${provider.baseUrl} TOLK_MODEL=${provider.model}`;
  const found = `${note}, as translate and demo do; for workers set ${settings}`;
  return { server, notes: note === undefined ? [] : [warn(found)] };
}

/** Lets the model translate two sentences as a worker would, and looks at what that tells. */
export async function diagnoseServer(
  server: ExaminedServer,
  io: CommandIo,
): Promise<readonly Diagnosis[]> {
  const { baseUrl, llm } = server;
  const meter = new SpendMeter();
  const settings = { signal: io.signal, onSpend: meter.add };
  const beganAt = performance.now();
  const { segments } = await smallTranslation.translate(llm.forArticle(settings));
  const seconds = ((performance.now() - beganAt) / 1_000).toFixed(1);
  const answered = segments[0]?.by.model ?? server.model;
  const isPractice = isGloss(answered);
  const practice = `${baseUrl} is the sandbox: glosses word by word, for practice only`;
  return [
    isPractice
      ? { name: 'llm', state: 'warning', message: practice }
      : healthy('llm', `${baseUrl} answered, model ${answered}`),
    healthy('translation', `two sentences in ${seconds} s, ${describeSpend(server, meter)}`),
    ...(await diagnoseAnswers(server, meter)),
    ...(isPractice ? [] : await diagnosePrice(server)),
  ];
}

function describeSpend(
  { preset }: ExaminedServer,
  { total: { usage, costUsd } }: SpendMeter,
): string {
  const { calls, promptTokens, completionTokens } = usage;
  const paid = costUsd === null ? 'at a price that is not known' : `$${costUsd.toFixed(5)}`;
  const cost = preset.local ? 'which cost nothing' : paid;
  const tokens = `${promptTokens} + ${completionTokens} tokens`;
  return `${calls === 1 ? 'one call' : `${calls} calls`}, ${tokens}, ${cost}`;
}

/** What was learned of the server on the way. */
async function diagnoseAnswers(
  server: ExaminedServer,
  { total: { usage } }: SpendMeter,
): Promise<Diagnosis[]> {
  const { format } = await server.capabilities();
  const forms = {
    json_schema: 'a strict schema',
    json_object: 'JSON of any kind; the schema is said in words',
    text: 'words only: the schema is said in the instructions',
  };
  const { reasoningTokens, completionTokens } = usage;
  const thinks: Diagnosis = {
    name: 'reasoning',
    state: 'warning',
    message:
      `${reasoningTokens} of ${completionTokens} tokens were thinking, which you pay for; ` +
      'TOLK_REASONING_EFFORT asks for less, if the model takes it',
  };
  return [
    healthy('form', `asks with ${forms[format]}`),
    ...(reasoningTokens > completionTokens / 2 ? [thinks] : []),
  ];
}

async function diagnosePrice({
  client,
  model,
  prices,
  preset,
}: ExaminedServer): Promise<Diagnosis[]> {
  if (preset.local) return [];
  const listed = findListed((await listModels(client)) ?? [], model);
  const facts = { shutdownOn: listed?.shutdownOn, now: Date.now() };
  return priceWarnings(model, prices, facts).map((message) => ({
    name: 'price',
    state: 'warning',
    message,
  }));
}
