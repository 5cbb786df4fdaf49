import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { runTolk, temporaryFolder } from '../support/tolk.ts';

let folder = '';
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { REDIS_URL: inject('redisUrl'), TOLK_PREFIX: `{cli-evaluate-${Date.now()}}` };
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const oneLine = /^tolk: [^\n]+\n$/;

describe('evaluate', () => {
  const references = [
    {
      id: 'brug',
      title: 'Brug open',
      body: 'De brug over de Vecht gaat maandag om 10.00 uur open.\n\nDe bouw kostte 18 miljoen euro, zegt wethouder Bakker.',
      reference: {
        title: 'Bridge opens',
        paragraphs: [
          'The bridge over the Vecht will open on Monday at 10 am.',
          'Building it cost 18 million euros, says alderman Bakker.',
        ],
      },
    },
    {
      id: 'scheef',
      body: 'Een alinea.',
      reference: { paragraphs: ['One paragraph.', 'Another.'] },
    },
  ];
  const lines = references.map((one) => JSON.stringify(one)).join('\n');

  test('scores, findings and a report; an article that cannot be taken gets its line, and the rest goes on', async () => {
    const path = await file('references.jsonl', lines);
    const html = join(folder, 'report.html');
    const { code, stdout, stderr } = await runTolk(
      ['evaluate', path, '--json', '--html', html, '--judge', 'sandbox'],
      { env },
    );
    expect(code).toBe(3);
    expect(stderr).toContain(
      'references.jsonl:2: 1 paragraphs, but the reference has 2 [article.invalid]',
    );
    const evaluation = JSON.parse(stdout);
    expect(evaluation.overall).toMatchObject({
      articles: 1,
      segments: 2,
      aligned: 2,
      failed: 0,
      judged: expect.any(Number),
    });
    expect(evaluation.overall.chrf).toBeGreaterThan(30);
    expect(evaluation.signatures.bleu).toContain('tok:13a');
    const page = await readFile(html, 'utf8');
    expect(page).toContain('De bouw kostte 18 miljoen euro');
    expect(page).toContain('Building it cost 18 million euros');
  });

  test('two runs are compared, and a file that is no evaluation is refused', async () => {
    const path = await file('one.jsonl', lines.split('\n')[0] ?? '');
    const before = await runTolk(['evaluate', path, '--json'], { env });
    const saved = await file('before.json', before.stdout);
    const { code, stdout } = await runTolk(['evaluate', path, '--against', saved], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/paired bootstrap:\n {2}chrF2 \+0\.00 .*no significant difference/);
    expect(await runTolk(['evaluate', path, '--against', path], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(oneLine),
    });
  });

  test('what Tolk adds is measured against the same model, asked in one line', async () => {
    const path = await file('bare.jsonl', lines.split('\n')[0] ?? '');
    const { code, stdout } = await runTolk(['evaluate', path, '--against', 'bare'], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/sandbox \(t\d+\.\w+\).*sandbox \(bare\)/s);
  });

  test('errors planted in references and in results, without a model and with a verifier', async () => {
    const path = await file('planted.jsonl', lines);
    const { code, stdout, stderr } = await runTolk(
      ['evaluate', '--planted', '--copies', '2', '--json', path],
      { env },
    );
    expect(code).toBe(3);
    expect(stderr).toContain('planted.jsonl:2: 1 paragraphs, but the reference has 2');
    const evaluation = JSON.parse(stdout);
    expect(evaluation).toMatchObject({ articles: 1, segments: 2 });
    expect(evaluation.kinds).toContainEqual(
      expect.objectContaining({ kind: 'scale', planted: 1, found: 1, verified: null }),
    );

    const result = {
      id: 'brug',
      status: 'done',
      translation: {
        title: null,
        segments: [{ n: 1, nl: 'Het kostte 18 miljoen euro.', en: 'It cost 18 million euros.' }],
      },
    };
    const results = await file('results.jsonl', JSON.stringify(result));
    const verified = await runTolk(
      ['evaluate', '--planted', '--copies', '1', results, '--verify'],
      { env },
    );
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toMatch(/numbers: million ↔ billion +1 +100% +100% +0%$/m);
    expect(verified.stdout).toContain('of 1 segments of 1 articles 0 have an error');
  });

  test.each([
    [['--planted', '--judge', 'sandbox'], 'leave out --judge'],
    [['--copies', '2'], '--copies goes with --planted'],
  ])('%j is refused', async (flags, message) => {
    const path = await file('refused.jsonl', lines);
    const { code, stderr } = await runTolk(['evaluate', path, ...flags], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
