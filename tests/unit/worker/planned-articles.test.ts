import { expect, test } from 'vitest';
import { PlannedArticles } from '../../../src/worker/batch-api/planned-articles.ts';

test('an article waits for all its files, also when one is submitted while it is planned', () => {
  const planned = new PlannedArticles();
  planned.begin('article', ['in-flight']);
  planned.add('article', 'first-file');
  expect(planned.waitingFor('first-file')).toEqual(['article']);
  expect(planned.submissionsOf('article')).toBeNull();
  planned.add('article', 'second-file');
  planned.complete('article');
  expect(planned.submissionsOf('article')).toEqual(['in-flight', 'first-file', 'second-file']);
});

test('an article one of whose files failed is planned again, whatever is added after that', () => {
  const planned = new PlannedArticles();
  planned.begin('article', []);
  planned.add('article', 'failed-file');
  planned.remove('article');
  planned.add('article', 'next-file');
  planned.complete('article');
  expect(planned.has('article')).toBe(false);
  expect(planned.submissionsOf('article')).toBeNull();
});
