import { allOf, anyOf, codes, not, status, words } from './conditions.ts';

/*
 * Errors that are about the account: they concern every article, and somebody must fix something.
 */

/** The provider has closed the account. */
export const accountClosed = words(
  /\b(?:account|organi[sz]ation|workspace)\b(?: \S+){0,6} (?:is|was|has been|have been) (?:temporarily |permanently )?(?:suspended|deactivated|disabled|terminated|banned|blocked|flagged|not active)/i,
);

/** Gemini says the same of a minute's limit as OpenAI of an empty account. */
const quotaOfARate = anyOf(
  (facts) => facts.saysWhen,
  codes('resource_exhausted', 'rate_limit_exceeded'),
);

/** The money is gone, or a limit on it is reached. */
export const noQuota = anyOf(
  status(402),
  codes(
    'insufficient_quota', // OpenAI
    'credit_balance_exhausted', // OpenAI
    'organization_spend_limit_exceeded', // OpenAI
    'project_spend_limit_exceeded', // OpenAI
    'organization_usage_limit_exceeded', // OpenAI
    'billing_not_active', // OpenAI, with 429
    'billing_hard_limit_reached', // OpenAI, with 400
    'billing_error', // Anthropic
    'budget_exceeded', // LiteLLM, with 400, 422 or 429
    'budgetexceedederror',
    'exceeded_current_quota_error', // Moonshot, with 429
    'insufficient_balance', // DeepSeek and others
    'insufficient_credits', // several gateways
    'insufficient_user_quota', // one-api, with 403
    'pre_consume_token_quota_failed', // new-api, with 403
    'quota_not_enough',
    'payment_required',
    'arrearage', // DashScope, with 400
    'accountoverdueerror', // Volcengine, with 403
    'spend_limit_exceeded',
    'credits_exhausted',
    'token_quota_exceeded',
  ),
  // Gemini: a model that the free tier has not at all.
  allOf(status(429, 403), words(/quota exceeded.{0,200}\blimit: 0\b/is)),
  allOf(
    not(quotaOfARate),
    words(/exceeded your (?:current|monthly|included) (?:quota|.{0,20}credits)/i),
  ),
  words(
    // Anthropic: "Your credit balance is too low to access the Anthropic API."
    /(?:credit|account)? ?balance\b.{0,30}(?:too low|exhausted|insufficient|not enough|not sufficient|depleted|negative)/i,
    /insufficient (?:\w+ )?(?:balance|credits?|funds)|not enough (?:credits?|balance|funds)/i,
    // xAI, 403: "doesn't have any credits yet"; Hugging Face: "exceeded your monthly included credits".
    /(?:no|any|out of|ran out of|requires? more|add|buy|purchase|depleted your.{0,20}|monthly included) credits\b/i,
    /billing hard limit|account is not active.{0,40}billing|billing (?:is |account )?(?:not (?:active|enabled)|inactive|disabled)|enable billing/i,
    // Anthropic: "You have reached your specified API usage limits."
    /(?:specified api usage|spend(?:ing)?|monthly (?:usage|spend)|usage hard) limits?\b/i,
    // LiteLLM: "Budget has been exceeded! Current cost: 1.1, Max budget: 1.0".
    /(?<!thinking |reasoning |tokens? )budget (?:has been |is |was )?(?:exceeded|exhausted|spent)|exceeded (?:your |the |its )?(?:max(?:imum)? )?budget|over budget/i,
    /payment required|payment method.{0,20}(?:required|missing)|in arrears|overdue (?:payment|balance|bill)|account.{0,20}overdue/i,
    // Zhipu, Volcengine and gateways in front of them.
    /余额不足|欠费|额度不足/,
  ),
);

/** The key is wrong, or may do nothing. */
export const keyRefused = anyOf(
  accountClosed,
  codes(
    'invalid_api_key', // OpenAI, Groq, Cerebras
    'incorrect_api_key',
    'api_key_invalid', // Gemini, with 400
    'invalidapikey', // DashScope
    'authentication_error', // Anthropic, DeepSeek, LiteLLM
    'unauthenticated', // Google
    'unrecognizedclientexception', // AWS, with 403
    'invalidsignatureexception',
    'incompletesignatureexception',
    'missingauthenticationtokenexception',
    'expiredtokenexception',
    'unsupported_country_region_territory', // OpenAI, with 403
    'service_disabled', // Google, with 403
    'consumer_suspended',
    'api_key_service_blocked',
    'accessnotconfigured',
  ),
  words(
    // Gemini "API key not valid", "API key expired"; xAI 400 "Incorrect API key provided".
    /api[ _-]?key\b.{0,40}(?:not valid|invalid|incorrect|expired|missing|required|disabled|revoked|leaked|not (?:found|provided|set|recogni[sz]ed))/i,
    /(?:invalid|incorrect|wrong|missing|no|expired|revoked|malformed|bad|unknown|valid|provide (?:an?|your)) (?:or (?:missing|expired|invalid) )?(?:api[ _-]?key|subscription key|bearer token|access token|auth(?:entication|orization)? (?:token|header|credentials?|information)|credentials)/i,
    /(?:invalid|failed|missing) authentication|authentication (?:failed|required|error)|not authenticated|\bunauthori[sz]ed\b/i,
    // AWS: "The security token included in the request is invalid", "signature we calculated".
    /security token included|request signature we calculated|signature (?:does not match|expired|not yet current)/i,
    // Google: "Method doesn't allow unregistered callers".
    /unregistered callers|location is not supported|(?:country|region|territory) (?:is )?not supported/i,
  ),
);

/** The model is unknown, gone, or not for this key. */
export const unknownModel = anyOf(
  codes(
    'model_not_found', // OpenAI, vLLM, Cerebras
    'model_not_available',
    'model_decommissioned', // Groq, with 400
    'model_not_active',
    'model_terms_required', // Groq
    'invalid_model', // Mistral, with 400
    'unknown_model', // GitHub Models
    'unsupported_model',
    'model_not_supported', // Hugging Face, with 400
    'modelnotfound',
    'deploymentnotfound', // Azure
    'operationnotsupported', // Azure: the model has no chat completions
  ),
  words(
    /\bmodels?\b.{0,100}(?:(?:do|does)(?: not|n['’]t) (?:exist|have access)|not (?:be )?found|not exists?\b|no longer (?:available|supported|exists?)|(?:has|have) been (?:deprecated|retired|decommissioned|shut ?down|removed|sunset)|is (?:deprecated|retired|decommissioned|not available|not enabled|not accessible|not a valid))/i,
    // LiteLLM, with 400: "Invalid model name passed in model=nope".
    /(?:invalid|unknown|no such|unrecogni[sz]ed|unsupported|unavailable|incorrect) model\b(?! param)/i,
    /not a valid model|(?:do(?:es)?(?: not|n['’]t)|no) (?:have )?access to (?:the )?(?:requested )?model|access to model .{0,60}denied/i,
    // OpenRouter: "No endpoints found for …", "No allowed providers are available".
    /no (?:endpoints?(?!.{0,60}parameters)|allowed providers|deployments?|available channels?) .{0,40}(?:for|found|available|under)/i,
    // Bedrock: "The provided model identifier is invalid"; Together, OpenRouter: "… is not a valid model ID".
    /model (?:id|identifier|name)\b.{0,60}(?:invalid|not valid|not found|malformed)/i,
    /deployment\b.{0,60}does not exist/i,
  ),
);
