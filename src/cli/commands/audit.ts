import type { Command } from 'commander';
import type { BatchAudit } from '../../batch/audit/audit.ts';
import { TolkError } from '../../errors.ts';
import { inertLine } from '../../inert.ts';
import { plural } from '../../plural.ts';
import type { ArticleAudit } from '../../queue/audit-articles.ts';
import { formatCost } from '../../render/article.ts';
import { exitCodes } from '../exit.ts';
import { readCommandConfig, redisSettings, withSettings } from '../flags/settings.ts';
import { type CommandIo, withDisposables } from '../io.ts';
import { openClient } from '../open.ts';
import { withBatches } from '../run/with-batches.ts';

interface AuditFlags {
  readonly since?: string;
  readonly json?: true;
}

/** `tolk audit`. */
export function defineAudit(command: Command, io: CommandIo): void {
  command
    .description(
      'Compares what was submitted with what is stored, written and paid, and lists what is lost, ' +
        'there twice or wrong, and what was perhaps paid for twice. Reads the corpus again; changes ' +
        'nothing. Exits with 3 when anything is lost, there twice or wrong.',
    )
    .argument('[batch]', 'its id; without one, all articles that are in Redis')
    .option('--since <time>', 'without a batch: only articles enqueued from then on (ISO time)')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  tolk audit 2026-11-24-3fa9c1
  tolk audit 2026-11-24-3fa9c1 --json | jq .problems
  tolk audit --since 2026-11-24`,
    );
  withSettings(command, redisSettings).action(async (id: string | undefined, flags: AuditFlags) => {
    if (id === undefined) return auditSingle(flags, io);
    if (flags.since !== undefined)
      throw new TolkError('usage.invalid', '--since is for articles, not for a batch');
    await withBatches(flags, io, async (batches) => {
      const audit = await batches.audit(id, { signal: io.signal });
      if (audit.problems.length > 0) io.exit(exitCodes.someFailed);
      if (flags.json) io.printJson(audit);
      else io.printWrapped(describeBatch(audit));
    });
  });
}

async function auditSingle(flags: AuditFlags, io: CommandIo): Promise<void> {
  const since = flags.since === undefined ? 0 : Date.parse(flags.since);
  if (Number.isNaN(since))
    throw new TolkError('usage.invalid', `--since ${flags.since}: no time like 2026-11-24T09:00Z`);
  const { config } = readCommandConfig(flags, io);
  await withDisposables(async (disposables) => {
    const { client } = await openClient(config, io, disposables);
    const audit = await client.audit({ since, signal: io.signal });
    if (audit.problems.length > 0) io.exit(exitCodes.someFailed);
    if (flags.json) io.printJson(audit);
    else io.printWrapped(describeArticles(audit));
  });
}

const count = (value: number): string => value.toLocaleString('en-US');

function describeBatch(audit: BatchAudit): string {
  const { corpus, stored, written, counts, problems, notes } = audit;
  const lines = [`batch      ${audit.batch}, ${audit.status}`];
  if (corpus)
    lines.push(
      `submitted  ${plural(corpus.entries, 'entry', 'entries')}: ${count(corpus.wanted)} wanted, ` +
        `${count(corpus.rejected)} rejected, ${count(corpus.leftOut)} left out`,
    );
  lines.push(
    `stored     ${count(stored.done)} done, ${count(stored.failed)} failed, ` +
      `${count(stored.unfinished)} unfinished, ${count(stored.released)} released`,
  );
  if (written) lines.push(`written    ${plural(written.rows, 'row')} in ${written.path}`);
  lines.push(describePaid(audit.paid));
  for (const note of notes) lines.push(`note       ${note}`);
  for (const { kind, place, message } of problems)
    lines.push(`${kind.padEnd(11)}${place}: ${message}`);
  const total = counts.lost + counts.duplicated + counts.wrong;
  if (total > problems.length)
    lines.push(`           … and ${count(total - problems.length)} more`);
  lines.push(
    `result     ${counts.lost} lost, ${counts.duplicated} duplicated, ${counts.wrong} wrong`,
  );
  return lines.map(inertLine).join('\n');
}

function describeArticles({ done, failed, unfinished, paid, problems }: ArticleAudit): string {
  const countOf = (wanted: string) => problems.filter(({ kind }) => kind === wanted).length;
  return [
    `stored     ${count(done)} done, ${count(failed)} failed, ${count(unfinished)} unfinished`,
    describePaid(paid),
    ...problems.map(({ kind, id, message }) => `${kind.padEnd(11)}${id}: ${message}`),
    `result     ${countOf('lost')} lost, ${countOf('wrong')} wrong`,
  ]
    .map(inertLine)
    .join('\n');
}

function describePaid({ usd, calls, repeated, open }: BatchAudit['paid']): string {
  const paid = `paid       ${formatCost(usd)} for ${plural(calls, 'call')}`;
  if (repeated + open === 0) return `${paid}, none twice`;
  return (
    `${paid}; perhaps in vain: ${count(repeated)} made again after a worker died, ` +
    `${count(open)} whose end nobody knows`
  );
}
