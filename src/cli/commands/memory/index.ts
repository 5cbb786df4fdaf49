import type { CommandGroup } from '../../command.ts';

/** `tolk memory …`. */
export const memoryCommands: CommandGroup = {
  name: 'memory',
  summary: 'the translation memory: segments that need not be translated again',
  description:
    'The translation memory holds segments that batches have translated; later batches reuse them. ' +
    'It can be filled from TMX, and written as TMX.',
  examples: `  tolk memory import house.tmx
  tolk memory export memory.tmx`,
  commands: [
    {
      name: 'import',
      summary: 'add the pairs of a TMX file; they are used whatever the model and style',
      load: async () => (await import('./import.ts')).defineImport,
    },
    {
      name: 'export',
      summary: 'write all pairs as TMX, for translators’ tools',
      load: async () => (await import('./export.ts')).defineExport,
    },
    {
      name: 'clear',
      summary: 'forget all pairs',
      load: async () => (await import('./clear.ts')).defineClear,
    },
  ],
};
