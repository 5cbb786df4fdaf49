import { expect, onTestFinished, test } from 'vitest';
import type { ArticleEvent } from '../../src/queue/article-events.ts';
import { hasDraftListeners } from '../../src/store/drafts.ts';
import { createKeys } from '../../src/store/keys.ts';
import { openRedis } from '../../src/store/open-redis.ts';
import { createWorld, llmClientTo } from '../support/in-process.ts';
import { events, piece, type RawAnswer, startRawServer } from '../support/raw-server.ts';
import { until } from '../support/until.ts';

const body = 'Het huis staat aan de gracht.\n\nDe kat slaapt op het dak.';
const first = 'The house stands on the canal.';
const second = 'The cat is asleep on the roof.';
const options = { summary: 'none' } as const;

/** Writes an answer whose second segment comes when it is let. */
function writeSlowly(before: string): { readonly answer: RawAnswer; readonly finish: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const say = (content: string) => events([piece({ content })], '');
  return {
    finish: resolve,
    async answer(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(say(`${before}{"title":null,"segments":[{"n":1,"en":"${first}"`));
      response.write(say('},{"n":2,'));
      await promise;
      response.write(say(`"en":"${second}"}]}`));
      response.end(events([piece({}, 'stop')]));
    },
  };
}

test('whoever watches sees each segment when the model has written it, and no record has it before it is done', async () => {
  const thoughts = `<think>Perhaps {"n":1,"en":"The home."}</think>`;
  const { answer, finish } = writeSlowly(thoughts);
  await using llm = await startRawServer([answer]);
  await using world = await createWorld();
  await using watched = world.client.events({ drafts: true });
  const seen: ArticleEvent[] = [];
  const watching = (async () => {
    for await (const event of watched) {
      seen.push(event);
      if (event.type === 'done') return;
    }
  })();
  const redis = await openRedis(world.redisUrl, world.prefix);
  onTestFinished(() => redis.disconnect());
  // Before an article is taken up: who comes later sees the rest of it.
  await until(() => hasDraftListeners(redis, createKeys(world.prefix), 'any'));
  await world.startWorker({}, llmClientTo(llm.baseUrl));
  const { id } = await world.client.enqueue({ body }, options);
  await until(() => seen.some(({ type }) => type === 'draft'));
  expect(seen.filter(({ type }) => type === 'draft')).toEqual([
    { type: 'draft', id, segment: 1, en: first },
  ]);
  expect(JSON.stringify(await world.client.get(id))).not.toContain(first);
  finish();
  await watching;
  expect(seen.filter(({ type }) => type === 'draft')).toContainEqual({
    type: 'draft',
    id,
    segment: 2,
    en: second,
  });
  expect(JSON.stringify(seen)).not.toContain('The home.');
});

test('one article can be watched, and is the only one that is streamed', async () => {
  const { answer, finish } = writeSlowly('');
  finish();
  await using llm = await startRawServer([answer]);
  await using world = await createWorld();
  const redis = await openRedis(world.redisUrl, world.prefix);
  onTestFinished(() => redis.disconnect());
  const unwatched = await world.client.enqueue({ body: `${body} Miauw.` }, options);
  const { id } = await world.client.enqueue({ body }, options);
  const drafts: unknown[] = [];
  const waiting = world.client.wait(id, {
    onDraft: (draft) => drafts.push(draft),
  });
  await until(() => hasDraftListeners(redis, createKeys(world.prefix), id));
  await world.startWorker({ TOLK_CONCURRENCY: '1' }, llmClientTo(llm.baseUrl));
  await waiting;
  await world.client.wait(unwatched.id);
  expect(drafts).toEqual([
    { id, segment: 1, en: first },
    { id, segment: 2, en: second },
  ]);
  const streamed = llm.requests.map((request) => JSON.parse(request.body).stream);
  expect(streamed.toSorted()).toEqual([false, true]);
});
