import type { CommandEntry, CommandGroup } from '../command.ts';
import { batchCommands } from './batch/index.ts';
import { memoryCommands } from './memory/index.ts';

/** Every command, in the order of the help. */
export const commands: ReadonlyArray<CommandEntry | CommandGroup> = [
  {
    name: 'translate',
    summary: 'translate and summarise articles, and show the English',
    load: async () => (await import('./translate.ts')).defineTranslate,
  },
  {
    name: 'enqueue',
    summary: 'submit articles to the workers and print their ids',
    load: async () => (await import('./enqueue.ts')).defineEnqueue,
  },
  {
    name: 'get',
    summary: 'show what is known of articles',
    load: async () => (await import('./get.ts')).defineGet,
  },
  {
    name: 'wait',
    summary: 'wait for articles and show them',
    load: async () => (await import('./wait.ts')).defineWait,
  },
  {
    name: 'list',
    summary: 'list articles, last changed first',
    load: async () => (await import('./list.ts')).defineList,
  },
  {
    name: 'cancel',
    summary: 'end queued or active articles',
    load: async () => (await import('./cancel.ts')).defineCancel,
  },
  {
    name: 'retry',
    summary: 'give failed articles new attempts',
    load: async () => (await import('./retry.ts')).defineRetry,
  },
  {
    name: 'retranslate',
    summary: 'redo what a change of glossary, prompt, style or model affects',
    load: async () => (await import('./retranslate.ts')).defineRetranslate,
  },
  batchCommands,
  memoryCommands,
  {
    name: 'evaluate',
    summary: 'measure the English against references',
    load: async () => (await import('./evaluate.ts')).defineEvaluate,
  },
  {
    name: 'worker',
    summary: 'take articles from the queue until stopped',
    load: async () => (await import('./worker.ts')).defineWorker,
  },
  {
    name: 'workers',
    summary: 'list the living workers, and what each is at',
    load: async () => (await import('./workers.ts')).defineWorkers,
  },
  {
    name: 'sandbox',
    summary: 'run the practice LLM',
    load: async () => (await import('./sandbox.ts')).defineSandbox,
  },
  {
    name: 'status',
    summary: 'show queue, workers and Redis',
    load: async () => (await import('./status.ts')).defineStatus,
  },
  {
    name: 'audit',
    summary: 'compare what was submitted with what is stored, written and paid',
    load: async () => (await import('./audit.ts')).defineAudit,
  },
  {
    name: 'pause',
    summary: 'have all workers pause',
    load: async () => (await import('./pause.ts')).definePause,
  },
  {
    name: 'resume',
    summary: 'end a pause of all workers',
    load: async () => (await import('./resume.ts')).defineResume,
  },
  {
    name: 'doctor',
    summary: 'check everything Tolk needs, and say what to fix',
    load: async () => (await import('./doctor.ts')).defineDoctor,
  },
  {
    name: 'prices',
    summary: 'show what models cost, and take newer prices over',
    load: async () => (await import('./prices.ts')).definePrices,
  },
  {
    name: 'config',
    summary: 'show every setting and where its value comes from',
    load: async () => (await import('./config.ts')).defineConfig,
  },
  {
    name: 'demo',
    summary: 'run five Dutch articles through everything',
    load: async () => (await import('./demo.ts')).defineDemo,
  },
];
