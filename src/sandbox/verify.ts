import { z } from 'zod';
import { sharedNames } from './names.ts';

/*
 * The sandbox as a verifier. It has no idea of what a text says, but it glosses word by word: names
 * that stand in another order than in the Dutch were exchanged, and that is all it ever doubts.
 */

const verificationInput = z.object({
  sentences: z.array(z.object({ n: z.number(), nl: z.string(), en: z.string() })).min(1),
});
const claimsInput = z.object({
  ground: z.array(z.object({ nl: z.string(), en: z.string() })),
  sentences: z.array(z.object({ n: z.number(), en: z.string() })),
});
const confirmationInput = z.object({ findings: z.array(z.object({ id: z.number() })).min(1) });

/** The answer to one of the verifier's questions; undefined for any other question. */
export function answerVerification(question: unknown): unknown {
  const verification = verificationInput.safeParse(question).data;
  if (verification) return { doubts: verification.sentences.flatMap(doubtNames) };
  if (claimsInput.safeParse(question).success) return { doubts: [] };
  const confirmation = confirmationInput.safeParse(question).data;
  if (!confirmation) return undefined;
  const answers = confirmation.findings.map(({ id }) => ({
    id,
    answer: 'unsure',
    dutch: '',
    english: '',
  }));
  return { answers };
}

function doubtNames({ n, nl, en }: z.infer<typeof verificationInput>['sentences'][number]) {
  const shared = sharedNames(nl, en);
  const at = shared.nl.findIndex(({ name }, place) => shared.en[place]?.name !== name);
  const [dutch, english] = [shared.nl.slice(at), shared.en.slice(at)];
  const [firstDutch, lastDutch] = [dutch[0], dutch.at(-1)];
  const [firstEnglish, lastEnglish] = [english[0], english.at(-1)];
  if (at === -1 || !firstDutch || !lastDutch || !firstEnglish || !lastEnglish) return [];
  return [
    {
      sentence: n,
      question: 'who',
      dutch: nl.slice(firstDutch.start, lastDutch.end),
      english: en.slice(firstEnglish.start, lastEnglish.end),
      why: 'the names stand in another order',
    },
  ];
}
