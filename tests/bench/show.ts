import { isRead } from '../support/planted.ts';
import { type Observed, settle } from './observe.ts';
import { severityOf } from './tables.ts';

/** Shows what was missed, of the half that may be read. */
export function showMissed(observed: Observed, print: (text: string) => void): void {
  for (const { planter, planted } of observed.kinds) {
    for (const one of planted) {
      const { article, at, spoilt } = one.error;
      const severity = severityOf(observed, one);
      if (!isRead(article) || severity === 'error' || severity === 'warning') continue;
      const place = article.translation.segments.findIndex(({ n }) => n === at[0]);
      const right = article.translation.segments[place];
      const en = spoilt.segments[place]?.en ?? '';
      print(`${planter.kind} ${article.id} ${right?.n}\n  nl ${right?.nl}\n  en ${en}`);
      print(`  was ${changedPart(right?.en ?? '', en)}`);
    }
  }
}

/** What was there, and what came in its place. */
function changedPart(right: string, spoilt: string): string {
  let start = 0;
  while (start < right.length && right[start] === spoilt[start]) start += 1;
  let end = 0;
  const most = Math.min(right.length, spoilt.length) - start;
  while (end < most && right.at(-1 - end) === spoilt.at(-1 - end)) end += 1;
  const from = right.lastIndexOf(' ', start) + 1;
  return `${right.slice(from, right.length - end)} → ${spoilt.slice(from, spoilt.length - end)}`;
}

/** Shows what was raised on untouched English, of the half that may be read. */
export function showAlarms(observed: Observed, print: (text: string) => void): void {
  for (const reference of observed.references.filter(isRead)) {
    for (const finding of settle(observed, reference, observed.before.get(reference) ?? [])) {
      const { severity, rule, check, segment, message } = finding;
      if (severity === 'hint') continue;
      const of = reference.translation.segments.find(({ n }) => n === segment);
      print(`alarm ${severity} ${rule ?? check} ${reference.id} ${segment}: ${message}`);
      print(`  nl ${of?.nl ?? reference.title}\n  en ${of?.en ?? reference.translation.title}`);
    }
  }
}
