import { z } from 'zod';
import type { Keys } from '../keys.ts';
import { defineScript, jsonReply } from '../run-script.ts';
import { accept, acceptArgs, acceptedSchema, articleKeyNames, articleKeys } from './shared.ts';

/** The keys that articles share, and what those of each begin with. */
const pageKeyNames = [...articleKeyNames, 'articlePrefix', 'resultPrefix'] as const;

/** The values of the keys of {@link acceptArticles}. */
export function acceptKeys(keys: Keys): Record<(typeof pageKeyNames)[number], string> {
  return {
    ...articleKeys(keys, ''),
    articlePrefix: keys.article(''),
    resultPrefix: keys.result(''),
  };
}

const { id, token, contentHash, source, ...shared } = acceptArgs;

/**
 * Takes a page of articles in: (none), done or failed → queued, each.
 *
 * Input: see `acceptArgs`; `items`, what of that is each article's own, with the `bytes` it has of
 * `page`: all of them compressed, one after another.
 * Output: for each, verdict (accepted, known, or conflict: another text has this id) and status; of
 * one that is queued, and not for the Batch API, the token. Twice: known, as long as it is queued or
 * active.
 */
export const acceptArticles = defineScript({
  keys: pageKeyNames,
  args: z.strictObject({
    ...shared,
    items: z.array(z.strictObject({ id, token, contentHash, source, bytes: z.int() })),
  }),
  payloads: ['page'],
  reply: jsonReply(z.array(acceptedSchema)),
  lua: `local packed
${accept}
local replies = {}
local from = 1
for at, item in ipairs(args.items) do
  article, result = articlePrefix .. item.id, resultPrefix .. item.id
  for name, value in pairs(item) do args[name] = value end
  packed = string.sub(page, from, from + item.bytes - 1)
  from = from + item.bytes
  local verdict, status = accept()
  if verdict ~= 'conflict' then redis.call('HINCRBY', result, 'refCount', 1) end
  local jobToken = verdict == 'accepted' and item.token or nil
  if verdict == 'known' and status == 'queued' then
    local had = redis.call('HMGET', result, 'token', 'route')
    jobToken = had[2] ~= 'api' and had[1] or nil
  end
  replies[at] = { verdict = verdict, status = status, token = jobToken }
end
return cjson.encode(replies)`,
});
