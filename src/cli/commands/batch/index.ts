import type { CommandGroup } from '../../command.ts';

/** `tolk batch …`, in the order of the help. */
export const batchCommands: CommandGroup = {
  name: 'batch',
  summary: 'translate a whole corpus: run, stop, resume, report',
  description:
    'Translates corpora of any size: what is done is never done or paid for twice, ' +
    'whatever stops the run.',
  examples: `  tolk batch estimate corpus.jsonl.gz
  tolk batch pilot corpus.jsonl.gz --articles 100
  tolk batch run corpus.jsonl.gz --out english.jsonl
  tolk batch run news/ --out english --out-format html --max-cost 5
  tolk batch run articles.csv --map body=tekst --out english.parquet --release
  tolk batch list
  tolk batch resume 2026-11-24-3fa9c1
  tolk batch retry-failed 2026-11-24-3fa9c1 --type refusal --model gpt-6.1-terra
  tolk batch report 2026-11-24-3fa9c1 --html report.html`,
  commands: [
    {
      name: 'estimate',
      summary: 'estimate cost and time of a corpus, without a call',
      load: async () => (await import('./estimate.ts')).defineEstimate,
    },
    {
      name: 'pilot',
      summary: 'translate a few articles of every kind, to project the whole',
      load: async () => (await import('./pilot.ts')).definePilot,
    },
    {
      name: 'run',
      summary: 'translate a corpus, wait, and write the English',
      load: async () => (await import('./run.ts')).defineRun,
    },
    {
      name: 'submit',
      summary: 'submit a corpus to the workers, and return',
      load: async () => (await import('./submit.ts')).defineSubmit,
    },
    {
      name: 'resume',
      summary: 'resume a batch that was stopped or paused',
      load: async () => (await import('./resume.ts')).defineResume,
    },
    {
      name: 'retry-failed',
      summary: 'try again what failed, or one kind of it',
      load: async () => (await import('./retry-failed.ts')).defineRetryFailed,
    },
    {
      name: 'watch',
      summary: 'watch a batch while it runs',
      load: async () => (await import('./watch.ts')).defineWatch,
    },
    {
      name: 'list',
      summary: 'list all batches, newest first',
      load: async () => (await import('./list.ts')).defineList,
    },
    {
      name: 'status',
      summary: 'show counts, cost and failures of a batch',
      load: async () => (await import('./status.ts')).defineStatus,
    },
    {
      name: 'report',
      summary: 'report on a batch, as a page or JSON',
      load: async () => (await import('./report.ts')).defineReport,
    },
    {
      name: 'pause',
      summary: 'stop a batch for now',
      load: async () => (await import('./pause.ts')).definePause,
    },
    {
      name: 'cancel',
      summary: 'end a batch',
      load: async () => (await import('./cancel.ts')).defineCancel,
    },
    {
      name: 'delete',
      summary: 'forget a batch',
      load: async () => (await import('./delete.ts')).defineDelete,
    },
    {
      name: 'export',
      summary: 'write what is done',
      load: async () => (await import('./export.ts')).defineExport,
    },
  ],
};
