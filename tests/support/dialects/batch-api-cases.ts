import { errorBody, type Quirks, rowOf } from './batch-api.ts';

/** What is expected of a batch at a server with a fault. */
export interface BatchCase {
  readonly quirks: Quirks;
  readonly fallback?: 'pause' | 'direct';
  /** Seconds until what is left is asked directly, to be in time. */
  readonly cancelAfterSeconds?: number;
  /** Articles with this many segments, in place of four short ones. */
  readonly segments?: readonly number[];
  readonly status: 'complete' | 'paused';
  readonly done: number;
  readonly failed?: Readonly<Record<string, number>>;
  /** Part of why it pauses. */
  readonly says?: RegExp;
  readonly direct?: Readonly<Record<string, number>>;
  readonly again?: Readonly<Record<string, number>>;
  /** What is booked beside what articles that have ended cost. @default nothing */
  readonly booked?: 'calls in flight' | 'answers of no use';
  /** Batches made at the server. */
  readonly made: number;
  /** Direct calls, where they are not one for each article. */
  readonly directCalls?: number;
}

const paused = { status: 'paused', done: 0 } as const;
const whole = { status: 'complete', done: 4 } as const;
const schemaRefused = errorBody(
  "Invalid schema for response_format 'translation'",
  'invalid_value',
);
const refusedRow: Quirks = {
  row: ({ custom_id }) => rowOf(custom_id, { status: 400, body: errorBody('Your request is odd') }),
};
const modelMissing = {
  data: [{ code: 'model_not_found', message: 'The model `x` does not exist', line: 1 }],
};
const failedFile = (errors: object): Quirks => ({
  ends: () => ({ status: 'failed', output_file_id: null, errors }),
});
const emptied = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body).replace(/"content":"(?:[^"\\]|\\.)*"/, '"content":""'));
const fullOnce = new Set(['full']);
const vanished = new Set<string>();
/** The first batch that is asked for is the one that vanishes. */
function vanishing(id: string): string | undefined {
  if (vanished.size === 0) vanished.add(id);
  return [...vanished][0];
}
/** The first row so, the others as they should be. */
const oddFirst = (odd: (good: string, id: string) => string | null): Quirks => ({
  row: ({ custom_id }, answer, at) => {
    const good = rowOf(custom_id, answer);
    return at === 0 ? odd(good, custom_id) : good;
  },
});
/** The first request of the first file so, and what is sent again as it should be. */
const oddOnce = (odd: (good: string, id: string) => string | null): Quirks => {
  const seen = new Set<string>();
  return {
    row: ({ custom_id }, answer, at) => {
      const good = rowOf(custom_id, answer);
      if (at > 0 || seen.size > 0) return good;
      seen.add(custom_id);
      return odd(good, custom_id);
    },
  };
};

/** The first request that is seen so, as often as this; it is alone when it is sent again. */
const oddTimes = (times: number, odd: (id: string) => string): Quirks => {
  let stubborn: string | undefined;
  let left = times;
  return {
    row: ({ custom_id }, answer) => {
      stubborn ??= custom_id;
      if (custom_id !== stubborn || left === 0) return rowOf(custom_id, answer);
      left -= 1;
      return odd(custom_id);
    },
  };
};

/** A model that thinks so many tokens before it answers. */
const thinking = (tokens: number): Quirks => ({
  row: ({ custom_id, body }, answer) => {
    const room = Number(body['max_completion_tokens'] ?? body['max_tokens']);
    const thought = {
      model: body.model,
      choices: [{ message: { role: 'assistant', content: '' }, finish_reason: 'length' }],
      usage: {
        prompt_tokens: 100,
        completion_tokens: room,
        completion_tokens_details: { reasoning_tokens: room },
      },
    };
    return rowOf(custom_id, room > tokens ? answer : { status: 200, body: thought });
  },
});

/** What servers do, and what a batch comes to. */
export const batchCases: Readonly<Record<string, BatchCase>> = {
  'answers that were thought away: they are asked again with more room': {
    quirks: thinking(3_000),
    ...whole,
    again: { failed: 4 },
    made: 2,
  },
  'rows with raw U+2028 and U+2029, a byte order mark and CRLF': {
    quirks: {
      row: ({ custom_id }, answer) =>
        rowOf(custom_id, answer).replace('"object"', '"x":"a\u2028b\u2029c","object"'),
      file: (rows) => `\uFEFF${rows.join('\r\n')}\r\n`,
    },
    ...whole,
    made: 1,
  },
  'a last row that is cut off': {
    quirks: oddOnce((good) => good.slice(0, 40)),
    ...whole,
    again: { failed: 1 },
    made: 2,
  },
  'the last article fails alone, four times, when the others are done': {
    quirks: oddTimes(4, (id) => rowOf(id, { status: 500, body: errorBody('try again') })),
    ...whole,
    again: { failed: 4 },
    made: 5,
  },
  'a row that says nothing of whose it is': {
    quirks: oddOnce(() => JSON.stringify({ error: { message: 'odd' } })),
    ...whole,
    again: { failed: 1 },
    made: 2,
  },
  'a row of HTML': {
    quirks: oddOnce(() => '<html>502</html>'),
    ...whole,
    again: { failed: 1 },
    made: 2,
  },
  'a request without a row': {
    quirks: oddOnce(() => null),
    ...whole,
    again: { failed: 1 },
    made: 2,
  },
  'a row with status_code null': {
    quirks: oddOnce((_, id) => rowOf(id, { status: null as unknown as number, body: null })),
    ...whole,
    again: { failed: 1 },
    made: 2,
  },
  'rows twice, and rows for others': {
    quirks: {
      file: (rows) => [...rows, ...rows, rowOf('foreign', { status: 200, body: {} })].join('\n'),
    },
    ...whole,
    made: 1,
  },
  'error_file_id that is empty': {
    quirks: { ends: () => ({ error_file_id: '' }) },
    ...whole,
    made: 1,
  },
  'every row 400: it pauses with the server’s words': {
    quirks: {
      row: ({ custom_id }) =>
        rowOf(custom_id, { status: 400, body: errorBody('Your request is odd') }),
    },
    ...paused,
    says: /4 requests came back unanswered.*refuses the request/,
    made: 1,
  },
  'every row 400, with a user who wants them directly': {
    quirks: refusedRow,
    fallback: 'direct',
    ...whole,
    direct: { refused: 4 },
    made: 1,
  },
  'one row 400: its article fails alone': {
    quirks: oddFirst((_, id) => rowOf(id, { status: 400, body: errorBody('Your request is odd') })),
    status: 'complete',
    done: 3,
    failed: { 'llm.bad_request': 1 },
    made: 1,
  },
  'one row 400, with a user who wants it directly': {
    quirks: oddFirst((_, id) => rowOf(id, { status: 400, body: errorBody('Your request is odd') })),
    fallback: 'direct',
    ...whole,
    direct: { refused: 1 },
    made: 1,
  },
  'a row that the content filter stopped': {
    quirks: oddFirst((_, id) =>
      rowOf(id, { status: 400, body: errorBody('filtered', 'content_filter') }),
    ),
    status: 'complete',
    done: 3,
    failed: { 'llm.filtered': 1 },
    made: 1,
  },
  'a schema that is refused: the files learn to do without': {
    quirks: {
      row: ({ custom_id, body }, answer) => {
        const { response_format: format } = body;
        const isStrict = JSON.stringify(format ?? '').includes('json_schema');
        return rowOf(custom_id, isStrict ? { status: 400, body: schemaRefused } : answer);
      },
    },
    ...whole,
    again: { failed: 4 },
    made: 2,
  },
  'every row 429: a few rounds, then it pauses': {
    quirks: {
      row: ({ custom_id }) =>
        rowOf(custom_id, { status: 429, body: errorBody('slow', 'rate_limit_exceeded') }),
    },
    ...paused,
    says: /rate limit/,
    again: { failed: 8 },
    made: 3,
  },
  'every row 500: a few rounds, then it pauses': {
    quirks: { row: ({ custom_id }) => rowOf(custom_id, { status: 500, body: errorBody('oops') }) },
    ...paused,
    says: /4 requests came back unanswered/,
    again: { failed: 8 },
    made: 3,
  },
  'a file that fails validation: it pauses with the server’s words': {
    quirks: failedFile(modelMissing),
    ...paused,
    says: /refuses a request file: model_not_found: The model `x` does not exist/,
    made: 1,
  },
  'a file that fails validation, with a user who wants it directly': {
    quirks: failedFile(modelMissing),
    fallback: 'direct',
    ...whole,
    direct: { refused: 4 },
    made: 1,
  },
  'a file that fails for want of credit': {
    quirks: failedFile({
      data: [{ code: 'billing_hard_limit_reached', message: 'Billing hard limit' }],
    }),
    ...paused,
    says: /billing_hard_limit_reached/,
    made: 1,
  },
  'files that the server fails at each time': {
    quirks: failedFile({ data: [{ code: 'server_error', message: 'try again' }] }),
    ...paused,
    says: /server_error/,
    again: { failed: 8 },
    made: 3,
  },
  'a batch that is complete without files': {
    quirks: { ends: () => ({ output_file_id: null }) },
    ...paused,
    says: /results of the Batch API are gone/,
    booked: 'answers of no use',
    made: 1,
  },
  'a batch that has vanished': {
    quirks: { onPoll: () => ({ status: 404, body: errorBody('No batch found') }) },
    ...paused,
    says: /has lost a batch/,
    again: { vanished: 4 },
    made: 2,
  },
  'a batch that has vanished, with a user who wants it directly': {
    quirks: { onPoll: () => ({ status: 404, body: errorBody('No batch found') }) },
    fallback: 'direct',
    ...whole,
    direct: { lost: 4 },
    made: 1,
  },
  'a batch that is an error in a 200': {
    quirks: { onPoll: () => ({ status: 200, body: errorBody('No such batch') }) },
    ...paused,
    says: /has lost a batch/,
    again: { vanished: 4 },
    made: 2,
  },
  'a file of results that is gone': {
    quirks: { onContent: () => ({ status: 404, body: errorBody('No such File object') }) },
    ...paused,
    says: /results of the Batch API are gone/,
    booked: 'answers of no use',
    made: 1,
  },
  'a file of results that comes late': {
    quirks: {
      onContent: ({ polls }) =>
        polls < 3 ? { status: 404, body: errorBody('No such File object') } : null,
    },
    ...whole,
    made: 1,
  },
  'a file of results that breaks off twice': {
    quirks: {
      onContent: ({ polls, lines }) => {
        const [first] = lines;
        const row = rowOf(first?.custom_id ?? '', { status: 500, body: errorBody('not this one') });
        return polls < 3 ? { status: 200, body: `${row}\n`, end: 'cut' } : null;
      },
    },
    ...whole,
    made: 1,
  },
  'a state that nobody knows': {
    quirks: { onPoll: ({ id }) => ({ status: 200, body: { id, status: 'quux' } }) },
    ...paused,
    says: /the state "quux"/,
    booked: 'calls in flight',
    made: 1,
  },
  'no state at all': {
    quirks: { onPoll: ({ id }) => ({ status: 200, body: { id } }) },
    ...paused,
    says: /no state at all/,
    booked: 'calls in flight',
    made: 1,
  },
  'states in capitals, as others have them': {
    quirks: {
      onPoll: ({ id, polls }) =>
        polls < 2
          ? { status: 200, body: { id, status: 'JOB_STATE_RUNNING' } }
          : { status: 200, body: { id, status: 'COMPLETED', output_file_id: `out-${id}` } },
    },
    ...whole,
    made: 1,
  },
  'a batch whose time is over, and which does not end': {
    quirks: {
      onPoll: ({ id }) => ({
        status: 200,
        body: { id, status: 'validating', expires_at: Math.floor(Date.now() / 1_000) + 1 },
      }),
      onCancel: () => ({
        status: 409,
        body: errorBody("Cannot cancel a batch with status 'validating'."),
      }),
    },
    fallback: 'pause',
    ...paused,
    says: /has not ended a batch in its time \(validating\)/,
    made: 1,
  },
  'a batch that somebody else has cancelled': {
    quirks: { ends: () => ({ status: 'cancelled', output_file_id: null }) },
    ...paused,
    says: /cancelled at the Batch API, and not by Tolk/,
    made: 1,
  },
  'a batch that expired: what is missing is asked directly, and counted': {
    quirks: {
      ...oddFirst((_, id) =>
        JSON.stringify({
          custom_id: id,
          response: null,
          error: { code: 'batch_expired', message: 'late' },
        }),
      ),
      ends: () => ({ status: 'expired' }),
    },
    ...whole,
    direct: { expired: 1 },
    made: 1,
  },
  'a batch that expired, with a user who would rather wait': {
    quirks: {
      ...oddFirst((_, id) =>
        JSON.stringify({
          custom_id: id,
          response: null,
          error: { code: 'batch_expired', message: 'late' },
        }),
      ),
      ends: () => ({ status: 'expired' }),
    },
    fallback: 'pause',
    status: 'paused',
    done: 3,
    says: /had no time for 1 articles/,
    made: 1,
  },
  'a file that cannot be created': {
    quirks: {
      onCreate: () => ({
        status: 400,
        body: errorBody('endpoint is not supported for this model'),
      }),
    },
    ...paused,
    says: /refuses a request file/,
    made: 0,
  },
  'an upload that is refused': {
    quirks: { onUpload: () => ({ status: 422, body: errorBody('purpose') }) },
    ...paused,
    says: /refuses a request file/,
    made: 0,
  },
  'request files that cannot be deleted': {
    quirks: { onDelete: () => ({ status: 500, body: errorBody('no') }) },
    ...whole,
    made: 1,
  },
  'a batch that vanishes once: it is sent again': {
    quirks: {
      onPoll: ({ id }) => (id === vanishing(id) ? { status: 404, body: errorBody('gone') } : null),
    },
    ...whole,
    again: { vanished: 4 },
    made: 2,
  },
  'a batch that cannot be asked for, nor cancelled, with a deadline': {
    quirks: {
      onPoll: () => ({ status: 500, body: errorBody('oops') }),
      onCancel: () => ({ status: 500, body: errorBody('oops') }),
    },
    cancelAfterSeconds: 1,
    ...whole,
    direct: { deadline: 4 },
    made: 1,
  },
  'a batch that does not end, nor is cancelled, with a deadline': {
    quirks: {
      polls: Number.POSITIVE_INFINITY,
      onCancel: () => ({
        status: 409,
        body: errorBody('Cannot cancel a batch that is finalizing'),
      }),
    },
    cancelAfterSeconds: 1,
    ...whole,
    direct: { deadline: 4 },
    made: 1,
  },
  'a cancel that is refused since the batch is finalizing: its answers count': {
    quirks: {
      onPoll: ({ id, cancels }) =>
        cancels === 0 ? { status: 200, body: { id, status: 'finalizing' } } : null,
      onCancel: () => ({
        status: 409,
        body: errorBody('Cannot cancel a batch that is finalizing'),
      }),
    },
    cancelAfterSeconds: 1,
    ...whole,
    made: 1,
  },
  'a text that is too long for the model: it is split': {
    quirks: {
      row: ({ custom_id, body }, answer) => {
        const isLong = JSON.stringify(body['messages']).split('Leidsche Rijn').length > 3;
        const tooLong = { status: 400, body: errorBody('maximum', 'context_length_exceeded') };
        return rowOf(custom_id, isLong ? tooLong : answer);
      },
    },
    segments: [4],
    status: 'complete',
    done: 1,
    made: 2,
  },
  'a file for which there is never room, and no limit is told': {
    quirks: failedFile({ data: [{ code: 'token_limit_exceeded', message: 'too many' }] }),
    ...paused,
    says: /no room for a request file: too many/,
    again: { failed: 20 },
    made: 6,
  },
  'a server that counts tokens before it takes a batch': {
    quirks: {
      onCreate: () =>
        fullOnce.delete('full')
          ? {
              status: 429,
              body: errorBody('Enqueued token limit reached. Limit: 9,000 enqueued tokens'),
            }
          : null,
    },
    ...whole,
    made: 1,
  },
  'a batch that another key has made': {
    quirks: { onPoll: () => ({ status: 403, body: errorBody('You may not see this batch') }) },
    ...paused,
    says: /You may not see this batch/,
    booked: 'calls in flight',
    made: 1,
  },
  'rows that are one list': {
    quirks: { file: (rows) => `[${rows.join(',\n')}]` },
    ...whole,
    made: 1,
  },
  'answers that are empty: they are paid for, and asked for again a few times': {
    quirks: {
      row: ({ custom_id }, { body }) => rowOf(custom_id, { status: 200, body: emptied(body) }),
    },
    ...paused,
    says: /answer is empty/,
    again: { failed: 8 },
    booked: 'answers of no use',
    made: 3,
  },
  'a model that the server does not have': {
    quirks: {
      row: ({ custom_id }) =>
        rowOf(custom_id, { status: 404, body: errorBody('no such model', 'model_not_found') }),
    },
    ...paused,
    says: /does not know the model/,
    made: 1,
  },
  'a rows’ text that comes as a text, and statuses that do': {
    quirks: {
      row: ({ custom_id }, { body }) =>
        rowOf(custom_id, { status: '200' as unknown as number, body: JSON.stringify(body) }),
    },
    ...whole,
    made: 1,
  },
};
