import type { ErrorCode } from '../../../errors.ts';
import { keyRefused, noQuota, unknownModel } from './about-account.ts';
import { badAnswer, filtered, thoughtAway, tooLong, tooMuchRoom } from './about-text.ts';
import {
  allOf,
  anyOf,
  type Condition,
  codes,
  type ErrorFacts,
  not,
  status,
  words,
} from './conditions.ts';

/*
 * What servers mean by what they say: rules as data. The first rule that holds decides. A server's
 * own code or words come before the status it sends them with, since statuses are used for
 * everything: a wrong key is 401 at OpenAI, 400 at Gemini and xAI, 403 at AWS; a spent account 400,
 * 402, 403, 422 or 429.
 *
 * Sources: providers' documents of errors as of 2026-11, the servers' sources where they are open
 * (llama.cpp, vLLM, SGLang, TGI, Ollama, LiteLLM, one-api), and public bug reports.
 */

interface Rule {
  readonly as: ErrorCode;
  readonly holds: Condition;
}

const rateLimited = anyOf(
  status(429),
  codes(
    'rate_limit_exceeded',
    'rate_limit_error', // Anthropic
    'ratelimiterror', // LiteLLM
    'too_many_requests',
    'resource_exhausted', // Google
    'throttlingexception', // AWS
    'throttling', // DashScope, `throttling.ratequota`
    'slow_down', // OpenAI
    'ratelimitexceeded', // Google, with 403
    'userratelimitexceeded',
    'quotaexceeded',
    'resource_unavailable', // OpenAI's flex
  ),
  allOf(
    not(status(401, 404)),
    words(/rate[ _-]?limit(?:ed)?\b.{0,40}(?:reach|exceed|hit|error)|too many requests|\bthrottl/i),
  ),
);

const overloaded = anyOf(
  status(503, 529, 498),
  codes(
    'overloaded_error', // Anthropic, with 529 or in a stream
    'server_is_overloaded', // OpenAI
    'engine_overloaded_error', // Moonshot
    'unavailable', // Google
    'capacity_exceeded', // Groq's flex, with 498
    'modelnotreadyexception', // Bedrock
  ),
  allOf(
    not(status(400, 401, 403, 404, 422)),
    words(
      /overloaded|at (?:full )?capacity|capacity exceeded|server (?:is )?(?:too )?busy|loading model|model is (?:currently |still )?loading|no available (?:server|worker|replica)/i,
    ),
  ),
);

/** The address is wrong: a page, or an API that has nothing there. */
const noSuchAddress = anyOf(
  status(301, 302, 303, 307, 308, 405, 407, 410),
  allOf(
    status(404),
    anyOf(
      (facts) => !facts.isJson,
      words(
        /^\W*(?:file |page |path |route |url |resource )?not found\W*$/i,
        /cannot post|no route|no matching route|unknown (?:url|path|endpoint|request url)|invalid url|url .{0,80}not found/i,
      ),
    ),
  ),
);

/** A page of a firewall: it objects to the text, with whatever status (Aliyun 405, ModSecurity 406). */
const firewall = allOf(
  ({ isJson, status }) => !isJson && status < 500,
  words(
    /\b(?:request|access|you|traffic|url)\b.{0,60}(?:blocked|rejected|denied|forbidden)|mod_?security|firewall|\bwaf\b|not acceptable/i,
  ),
);

/** A gateway or the server itself gave up waiting for the model. */
const timedOut = anyOf(
  status(408, 504, 524, 598),
  codes('timeout', 'timeout_error', 'deadline_exceeded', 'apitimeouterror'),
);

/** The server behind a gateway is not there. */
const unreachable = status(521, 522, 523, 525, 526, 530);

const badRequest = codes(
  'invalid_request_error',
  'badrequesterror',
  'bad_request',
  'extra_forbidden',
  'unsupported_parameter',
  'unsupported_value',
  'invalid_argument',
  'validation',
);

/** In this order; the first that holds decides. */
const rules: readonly Rule[] = [
  { as: 'llm.thought_too_long', holds: thoughtAway },
  // LM Studio, with 400: "The model has crashed", "Model unloaded."
  {
    as: 'llm.server_error',
    holds: words(/model (?:has )?(?:crashed|unloaded)|model was unloaded/i),
  },
  // OpenRouter, with 404: "No endpoints found that can handle the requested parameters."
  { as: 'llm.bad_request', holds: words(/requested parameters/i) },
  { as: 'llm.bad_answer', holds: badAnswer },
  {
    as: 'llm.too_long',
    holds: allOf(not(status(401, 402, 403, 404)), anyOf(tooLong, tooMuchRoom)),
  },
  { as: 'llm.no_quota', holds: noQuota },
  { as: 'llm.filtered', holds: filtered },
  { as: 'llm.unauthorized', holds: anyOf(status(401), allOf(not(status(429, 503)), keyRefused)) },
  {
    as: 'llm.unknown_model',
    holds: allOf(({ status }) => status < 500 && status !== 429, unknownModel),
  },
  { as: 'llm.rate_limited', holds: rateLimited },
  { as: 'llm.overloaded', holds: overloaded },
  { as: 'llm.forbidden', holds: anyOf(status(403, 451), firewall) },
  { as: 'llm.wrong_address', holds: noSuchAddress },
  { as: 'llm.unknown_model', holds: status(404) },
  { as: 'llm.timeout', holds: timedOut },
  { as: 'llm.unreachable', holds: unreachable },
  {
    as: 'llm.server_error',
    holds: anyOf(
      ({ status }) => status >= 500,
      status(409, 421, 423, 425, 499),
      // In an answer that came as a success, and no word that anything was wrong with the request.
      allOf(status(0), not(badRequest)),
    ),
  },
];

/** What an error of a server means to Tolk. */
export function meaningOf(facts: ErrorFacts): ErrorCode {
  return rules.find(({ holds }) => holds(facts))?.as ?? 'llm.bad_request';
}
