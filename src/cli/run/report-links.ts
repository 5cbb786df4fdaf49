import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { ReportLinks } from '../../batch/report-html.ts';
import { indexName } from '../../render/index-page.ts';

/** More folders beside a report are not looked into. */
const maxFolders = 200;

/**
 * Where the pages of a batch's articles are, from where its report will be: in its output, or in a
 * folder of pages that the report stands in or beside, which has to have pages of the batch: another
 * folder is of another.
 *
 * @param out a folder of pages that the batch was written to; null where it was not
 * @param pages what those of some of the batch's articles are called
 */
export function findPages(
  report: string,
  out: string | null,
  pages: readonly string[],
): ReportLinks {
  const own = dirname(report);
  const beside = foldersIn(own).map((name) => join(own, name));
  const hasPages = (each: string) => pages.some((page) => existsSync(join(each, page)));
  const folders = [...(out === null ? [] : [out]), ...[own, ...beside].filter(hasPages)];
  const folder = folders.find((each) => existsSync(join(each, indexName)));
  if (folder === undefined) return { index: null, toPage: () => null };
  const toLink = (name: string) => {
    const path = relative(own, join(folder, name)).split(sep);
    return path.map(encodeURIComponent).join('/');
  };
  return {
    index: toLink(indexName),
    toPage: (page) => (existsSync(join(folder, page)) ? toLink(page) : null),
  };
}

function foldersIn(folder: string): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true });
    const names = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.toSorted().slice(0, maxFolders);
  } catch {
    return [];
  }
}
