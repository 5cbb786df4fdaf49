import type { ErrorCode } from './errors.ts';

/** What to do about an error, by its code, for whoever meets it. */
export const errorAdvice: Readonly<Record<ErrorCode, string>> = {
  'config.invalid':
    'Correct the setting that the message names, in the environment, the flag or the file; ' +
    '`tolk config` shows what is in force.',
  'config.no_provider':
    'Name an LLM: set OPENAI_API_KEY, or LLM_BASE_URL for another server, or use `--provider ' +
    'sandbox` to try Tolk out.',
  'usage.invalid': 'Correct the call or the command; the message says what is wrong with it.',
  'port.in_use': 'Choose another port, or end the process that listens on this one.',
  'article.unreadable': 'Check that the file exists and may be read.',
  'article.empty': 'Give the article text; a body of white space is none.',
  'article.redirect': 'Nothing: the document only points to another page, and is left out.',
  'article.binary': 'Give plain text; convert other formats first, or read them as a corpus.',
  'article.too_large': 'Split the article, or raise TOLK_MAX_BYTES.',
  'article.too_many_segments': 'Split the article, or raise TOLK_MAX_SEGMENTS.',
  'article.bad_header': 'Correct the header of the file, or put an empty line before the text.',
  'article.invalid': 'Correct the field that the message names.',
  'article.not_dutch':
    "Leave it out, or pass `language: 'any'` (`--any-language`) to translate it all the same.",
  'article.doubtful':
    'A check still finds an error and `strict` was asked for: read the findings, try again ' +
    'with another model, or do without `strict`.',
  'article.injection_suspected':
    'The text speaks to the model instead of to readers: read it, and leave it out or ' +
    'translate it by hand.',
  'article.id_taken': "Give the article another id, or pass `onConflict: 'replace'` (`--replace`).",
  'article.not_found':
    'Check the id and TOLK_PREFIX; a result that has expired must be submitted again.',
  'corpus.unreadable': 'Check that the file exists and may be read.',
  'corpus.unknown_format': 'Name the format (`--format`); the message lists those that are known.',
  'corpus.damaged': 'Get the file again, or repair it: it ends early or fails its checksum.',
  'corpus.malformed':
    'Correct the place that the message names. A batch passes over single bad entries and ' +
    'lists them (`--rejects`).',
  'corpus.too_large':
    'Split the file, or write it in a format that is read row by row (JSONL, CSV, Parquet).',
  'corpus.changed': 'Restore the files as they were when the batch began, or start a new batch.',
  'batch.not_found': "Check the batch's id: `tolk batch list` shows all.",
  'batch.taken':
    'Another process runs the batch: watch it with `tolk batch watch`, or wait until that ' +
    'one ends.',
  'batch.wrong_state': "Do first what the message says; the batch's status does not allow this.",
  'output.taken':
    'Another run writes there, or has left its output unfinished: name another output, resume ' +
    'that batch, or replace what it left (`--overwrite`).',
  'redis.unreachable': 'Start Redis, or correct REDIS_URL.',
  'redis.unauthorized': 'Correct the user name and password in REDIS_URL.',
  'redis.forbidden':
    'Grant the user what the message names (`ACL SETUSER`), or use another one; `tolk doctor` ' +
    'names all that is missing.',
  'redis.wrong_address':
    'Correct REDIS_URL as the message says: cluster, Sentinel, a single server or its database.',
  'redis.unsupported': 'Use Redis 7 or newer, or Valkey, with all its commands under their names.',
  'redis.read_only':
    'Correct REDIS_URL, which leads to a replica, or wait until the failover is over.',
  'redis.full': 'Raise "maxmemory" of Redis, or have results read and released; then try again.',
  'redis.cannot_write':
    'Give Redis room on its disk, or bring its replicas back, as the message says; then try again.',
  'redis.rolled_back':
    'Run it again, as the message says: Redis lost what it had accepted last, in a failover or a ' +
    'crash; see workers/README.md for how to lose less.',
  'redis.not_installed': 'Install redis-server or valkey-server, or set REDIS_URL.',
  'redis.embedded_failed':
    'Run the command again; if that does not help, read the log of Redis in the data folder.',
  'disk.full':
    'Make room where the message says, and run the command again: what is written and paid is kept.',
  'file.forbidden': 'Give this user the right to the file, or name another one.',
  'file.unusable': 'Correct the path that the message names.',
  'system.exhausted':
    'Raise the limit that the message names, or lower TOLK_CONCURRENCY; it is tried again.',
  'store.too_new':
    'Upgrade this worker: the article was accepted by a later version, and is left to a newer worker.',
  'store.corrupt':
    'A record cannot be read: submit the article again, and report it with the message.',
  'job.paused':
    'Somebody has had all workers pause, for the reason given; `tolk resume` ends that, and nothing is lost.',
  'job.cancelled': 'Somebody cancelled the article; retry it if that was a mistake.',
  'job.interrupted': 'The process ended first; submit or wait again, the work is not lost.',
  'job.stalled':
    'Workers died on this article several times: look at their logs and memory, then retry it.',
  'job.budget_spent': 'Raise the budget and retry: what is done already is not paid for again.',
  'job.not_failed':
    'Only a failed article can be retried; wait until it is, or use `retranslate` for a done one.',
  'job.not_done':
    'Only a done article can be translated again; wait until it is, or use `retry` for a ' +
    'failed one.',
  'wait.timeout': 'Wait again, with more time; the work continues meanwhile.',
  'llm.unauthorized': 'Correct the API key, then `tolk resume`.',
  'llm.wrong_address': 'Correct LLM_BASE_URL as the message says, then `tolk resume`.',
  'llm.unknown_model':
    "Correct the model's name (TOLK_MODEL), or ask the provider for access to it; then `tolk " +
    'resume`.',
  'llm.no_quota': 'Add credit or raise the limit at the provider, then `tolk resume`.',
  'llm.forbidden':
    'The server, or a filter in front of it, forbids this one article: read what it says, use ' +
    'another model or provider, or leave the article out.',
  'llm.bad_request':
    'The server refuses the request itself: check that it supports the model and its ' +
    'parameters, and report it with the message.',
  'llm.rate_limited':
    'Nothing: workers wait as long as the server asks (`tolk status` says until when, `tolk ' +
    'resume` ends the wait). If it lasts, raise the limits at the provider.',
  'llm.overloaded': 'Nothing: workers wait and try again.',
  'llm.unreachable': 'Check the network and LLM_BASE_URL; workers try again meanwhile.',
  'llm.timeout':
    'If it lasts, raise the time that the message names, or lower TOLK_CONCURRENCY or ' +
    'TOLK_CHUNK_TOKENS.',
  'llm.server_error':
    "Nothing: workers try again. If it lasts, look at the provider's status page.",
  'llm.prompt_cut':
    'Give the server a larger context, as the message says, and retry; finished calls are not made again.',
  'llm.too_long': 'Use a model with a larger context, or split the article.',
  'llm.cut_off': 'Retry; if it lasts, use a model with more output tokens.',
  'llm.thought_too_long':
    'The model thinks until no room is left: lower TOLK_REASONING_EFFORT, or use another model.',
  'llm.looped': 'Retry; if it lasts, use another model.',
  'llm.refused': 'The model will not translate this text: use another one.',
  'llm.filtered':
    "The provider's content filter stopped the answer: use another model or provider.",
  'llm.no_answer': "Retry; if it lasts, look at the server's log.",
  'llm.bad_answer': 'Retry; if it lasts, use a stronger model.',
  'llm.deferred':
    'Nothing: the call waits for the Batch API, and the article continues when it is answered.',
  'llm.circuit_open':
    'Nothing: after many failures workers give the server a pause, then try again.',
  'llm.budget_spent': 'Raise the daily budget, or wait for the next day (UTC); then `tolk resume`.',
  internal: 'A fault of Tolk: report it with the message; retrying may help.',
};
