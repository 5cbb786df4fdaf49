import { TolkError } from '../../errors.ts';
import { readValue } from '../http/read-value.ts';
import type { RawAnswer } from '../http/response.ts';
import { type Check, ok, unsupported, type Verdict, warning } from './check.ts';
import type { Probe, Reply } from './probe.ts';

/** Whether answers come in the form that is asked for. */
export const answerChecks: readonly Check[] = [
  { name: 'translation', isVital: true, asks: { small: 1 }, run: checkTranslation },
  { name: 'strict-schema', asks: { small: 1 }, run: checkStrictSchema },
  { name: 'json-object', asks: { small: 1 }, run: checkJsonObject },
  { name: 'repair', asks: { small: 2 }, run: checkRepair },
  { name: 'system-role', asks: { small: 1 }, run: checkSystemRole },
  { name: 'temperature', asks: { small: 1 }, run: checkTemperature },
];

/** Everything a worker does with an article of two sentences. */
async function checkTranslation(probe: Probe): Promise<Verdict> {
  const { server, question, signal, addSpend } = probe;
  const before = probe.spend.usage.calls;
  const beganAt = performance.now();
  await question.translate(server.llm.forArticle({ signal, onSpend: addSpend }));
  probe.translationMs = performance.now() - beganAt;
  const seconds = (probe.translationMs / 1_000).toFixed(1);
  const calls = probe.spend.usage.calls - before;
  const text = `two sentences in ${seconds} s`;
  if (calls <= 1) return ok(text);
  return warning(`${text}, but it took ${calls} answers; a stronger model needs one`);
}

async function checkStrictSchema(probe: Probe): Promise<Verdict> {
  const wanted = 'json_schema';
  const { format } = await probe.server.capabilities();
  if (format !== wanted) return unsupported('Tolk says the schema in words, and checks the answer');
  const reply = await probe.ask(await probe.translationBody({ format: wanted }));
  probe.strict = reply;
  if (!fits(probe, reply.raw))
    return warning('taken, but the answer is of another form; Tolk asks for a correction');
  if (isPlainJson(reply.raw.content)) return ok('taken, and the answer is what it asks for');
  return unsupported('taken, but the JSON comes wrapped in other text; Tolk reads it');
}

async function checkJsonObject(probe: Probe): Promise<Verdict> {
  const body = await probe.translationBody({ format: 'json_object' });
  const reply = await orRefusal(probe.ask(body));
  if (reply === null) return unsupported('not taken; Tolk asks in words where it must');
  return fits(probe, reply.raw)
    ? ok('taken, and the answer is what the words ask for')
    : warning('taken, but the answer is of another form; Tolk asks for a correction');
}

/** A conversation in which an answer of the model is wrong and is asked for once more. */
async function checkRepair(probe: Probe): Promise<Verdict> {
  const { messages } = probe.question.request;
  const complaint =
    'That answer cannot be used: segment 2 is missing. Answer the first message again, whole and ' +
    'correct, as JSON only.';
  const wrong = '{"title":null,"segments":[{"n":1,"en":"The bridge will open on Monday."}]}';
  const body = await probe.translationBody({}, [
    ...messages,
    { role: 'assistant', content: wrong },
    { role: 'user', content: complaint },
  ]);
  const { raw } = await probe.ask(body);
  if (fits(probe, raw)) return ok('an answer that is wrong is corrected when it is pointed out');
  return warning('an answer that is wrong stays wrong: articles will fail; use a stronger model');
}

async function checkSystemRole(probe: Probe): Promise<Verdict> {
  const body = await probe.tinyBody();
  const sent = body['messages'];
  const hasRole =
    Array.isArray(sent) && sent.some((message) => Reflect.get(message, 'role') === 'system');
  const reply = await orRefusal(probe.ask(body));
  if (reply === null || !hasRole)
    return unsupported('not taken; Tolk puts the instructions before the first message');
  return ok('taken');
}

async function checkTemperature(probe: Probe): Promise<Verdict> {
  const body = { ...(await probe.tinyBody()), temperature: 0.2 };
  const reply = await orRefusal(probe.ask(body));
  return reply === null ? unsupported('not taken; Tolk leaves it out') : ok('taken');
}

/** Null where the server refuses the request itself: it does not know something in it. */
async function orRefusal(asking: Promise<Reply>): Promise<Reply | null> {
  try {
    return await asking;
  } catch (error) {
    if (TolkError.isInstance(error) && error.code === 'llm.bad_request') return null;
    throw error;
  }
}

function fits({ question }: Probe, raw: RawAnswer): boolean {
  try {
    readValue(raw, question.request);
    return true;
  } catch {
    return false;
  }
}

function isPlainJson(content: string | null): boolean {
  try {
    JSON.parse(content ?? '');
    return true;
  } catch {
    return false;
  }
}
