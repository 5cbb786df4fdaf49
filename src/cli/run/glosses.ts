import type { GlossOptions } from '../../batch/tmx-memory.ts';
import { plural } from '../../plural.ts';
import type { CommandIo } from '../io.ts';

/** The flag that lets a command take glosses of the sandbox. */
export interface GlossFlags {
  readonly glosses?: true;
}

/** What is done with glosses. */
export function readGlossFlags({ glosses }: GlossFlags): GlossOptions {
  return { glosses: glosses ? 'take' : 'leave-out' };
}

/** Says how many glosses were left out, if any were. */
export function sayLeftOut(glosses: number, io: CommandIo): void {
  if (glosses === 0) return;
  const what = plural(glosses, 'gloss', 'glosses');
  io.say(`tolk: left out: ${what} by the sandbox, no translation (--glosses takes them)`);
}
