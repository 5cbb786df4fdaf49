import { readFileSync, writeFileSync } from 'node:fs';
import { errorsTable, settingsTable } from '../../src/cli/output/reference.ts';
import { withGenerated } from './documents.ts';

/* `npm run docs`: writes the generated tables of src/README.md; a test holds them to what they describe. */
const file = 'src/README.md';
const text = withGenerated(readFileSync(file, 'utf8'), 'settings', settingsTable());
writeFileSync(file, withGenerated(text, 'errors', errorsTable()));
