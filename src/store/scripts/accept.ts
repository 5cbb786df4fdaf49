import { z } from 'zod';
import { defineScript, jsonReply } from '../run-script.ts';
import { accept, acceptArgs, acceptedSchema, articleKeyNames } from './shared.ts';

/**
 * Takes an article in: (none), done or failed → queued.
 *
 * Input: see `acceptArgs`; `packed`, the article compressed.
 * Output: verdict (accepted, known, or conflict: another text has this id) and status; of one that
 * is queued, and not for the Batch API, the token. Twice: known, as long as it is queued or active.
 */
export const acceptArticle = defineScript({
  keys: articleKeyNames,
  args: z.strictObject(acceptArgs),
  payloads: ['packed'],
  reply: jsonReply(acceptedSchema),
  lua: `${accept}
local verdict, status = accept()
if verdict ~= 'conflict' then redis.call('HINCRBY', result, 'refCount', 1) end
local had = redis.call('HMGET', result, 'token', 'route')
local token = status == 'queued' and had[2] ~= 'api' and had[1] or nil
return cjson.encode({ verdict = verdict, status = status, token = token })`,
});
