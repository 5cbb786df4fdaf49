import { expect, inject, test } from 'vitest';
import { longSentences } from '../support/batches.ts';
import { hasFormerRelease, takeFormerRelease } from '../support/former-release.ts';
import { patientLocks } from '../support/locks.ts';
import { createRig } from '../support/processes.ts';
import { until } from '../support/until.ts';

const isThere = hasFormerRelease();
const without = isThere ? '' : ' (not tried: this clone has no history)';

test.skipIf(!isThere)(
  `workers and clients of the release before and of this one share a queue: all is done once, and read by both${without}`,
  async () => {
    const redisUrl = inject('redisUrl');
    const former = await takeFormerRelease();
    await using rig = await createRig(
      redisUrl,
      { latencyMs: 100 },
      { ...patientLocks, TOLK_CONCURRENCY: '2' },
    );
    const prefix = rig.env['TOLK_PREFIX'] ?? '';
    await using formerClient = former.createClient({ redisUrl, prefix });
    const articles: Array<{ readonly id: string; readonly body: string }> = [];
    /** Half of them by either release's client. */
    const enqueue = async (count: number) => {
      const from = articles.length;
      const more = Array.from({ length: count }, (_, at) => ({
        id: `article-${from + at}`,
        body: longSentences((from + at) * 10, 3),
      }));
      articles.push(...more);
      await formerClient.enqueueMany(more.slice(0, count / 2));
      await rig.client.enqueueMany(more.slice(count / 2));
    };
    await using old = await former.startWorker(rig.env);
    const now = await rig.startWorker();
    await enqueue(40);
    const doneNow = () =>
      now.events.flatMap(({ event, article }) =>
        event === 'article.done' ? [String(article)] : [],
      );
    // As in an upgrade: both have worked a while, then the old one is told to go.
    const haveBoth = () => old.done().length > 3 && doneNow().length > 3;
    const areDone = () => old.done().length + doneNow().length >= articles.length;
    while (!haveBoth()) {
      await until(() => haveBoth() || areDone());
      // On a busy machine one may be done with all before the other has begun.
      if (!haveBoth()) await enqueue(20);
    }
    expect(await old.stop()).toBe(0);
    for (const { id, body } of articles) {
      const nl = body.split('\n\n').map((text) => ({ nl: text }));
      const done = { status: 'done', translation: { segments: nl } };
      expect(await rig.client.wait(id)).toMatchObject(done);
      expect(await formerClient.get(id)).toMatchObject(done);
    }
    expect([...old.done(), ...doneNow()].toSorted()).toEqual(
      articles.map(({ id }) => id).toSorted(),
    );
    expect(rig.sandbox.stats().repeated).toBe(0);
    expect((await rig.client.audit()).problems).toEqual([]);
  },
);
