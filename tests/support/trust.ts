import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const pairSchema = z.object({
  kind: z.string(),
  nl: z.string(),
  right: z.string(),
  wrong: z.string().nullable(),
});

/** Right and wrong English for one Dutch. */
export type TrustPair = z.infer<typeof pairSchema>;

const path = join(process.env['TOLK_TRUST_DIR'] ?? '../shared/trust', 'pairs.jsonl');
const isThere = existsSync(path);

/** Ends the title of a test on these pairs, and says there when it ran on a few of our own. */
export const onOwnPairs = isThere ? '' : ' (on a few of our own: TOLK_TRUST_DIR is not there)';

/** Where checks once doubted the right English, and were content with the wrong. */
const ownPairs: readonly TrustPair[] = [
  {
    kind: 'date',
    nl: 'De regeling geldt sinds 01-07-2021 in heel het land.',
    right: 'The scheme has applied throughout the country since 1 July 2021.',
    wrong: 'The scheme has applied throughout the country since 07/01/2021.',
  },
  {
    kind: 'negation',
    nl: 'Er is geen twijfel dat de dijk het houdt.',
    right: 'There is no doubt that the dyke will hold.',
    wrong: 'There is no doubt that the dyke will not hold.',
  },
  {
    kind: 'negation',
    nl: 'De bestuurder raakte niet gewond.',
    right: 'The driver escaped unhurt.',
    wrong: 'The driver did not escape unhurt.',
  },
];

/**
 * Reads the pairs in `TOLK_TRUST_DIR` (by default beside the checkout). Where they are not there it
 * returns a few, and {@link onOwnPairs} belongs in the title.
 */
export function readTrustPairs(): readonly TrustPair[] {
  if (!isThere) return ownPairs;
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => pairSchema.parse(JSON.parse(line)));
}
