import { readFileSync, writeFileSync } from 'node:fs';
import { errorsTable, providersTable, settingsTable } from '../../src/cli/output/reference.ts';
import { withGenerated } from './documents.ts';

/* `npm run docs`: writes the generated tables of src/README.md; a test holds them to what they describe. */
const file = 'src/README.md';
const tables = { providers: providersTable, settings: settingsTable, errors: errorsTable };
const text = Object.entries(tables).reduce(
  (document, [name, table]) => withGenerated(document, name, table()),
  readFileSync(file, 'utf8'),
);
writeFileSync(file, text);
