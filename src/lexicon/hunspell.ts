import { CompactWords } from './compact-words.ts';

/*
 * Reads Hunspell's dictionaries, as far as whole words go: an affix file with the endings and
 * beginnings that a flag stands for, and a list of words with their flags. Compounds are left out.
 */

/** Hunspell's two files, as the packages dictionary-* give them. */
export interface HunspellFiles {
  readonly aff: Uint8Array;
  readonly dic: Uint8Array;
}

interface Affix {
  readonly kind: 'PFX' | 'SFX';
  /** How many letters at the end of the word it replaces. */
  readonly strip: number;
  readonly add: string;
  /** What a word's last letters have to be; empty for any word. */
  readonly condition: readonly LetterTest[];
}

interface LetterTest {
  readonly letters: string;
  /** Any letter but these. */
  readonly isNegated: boolean;
}

/** What a word's flags say together. */
interface Forms {
  readonly prefixes: readonly Affix[];
  readonly suffixes: readonly Affix[];
  /** It is a common mistake, or only a part of other words. */
  readonly isNoWord: boolean;
}

interface AffixFile {
  readonly byFlag: ReadonlyMap<string, readonly Affix[]>;
  readonly flagLength: 1 | 2;
  /** A word with one of these is no word. */
  readonly noWord: ReadonlySet<string>;
}

const affixLine = /^(PFX|SFX)\s+(\S+)\s+(\S+)\s+([^\s/]+)(?:\/\S+)?\s+(\S+)/;
const noWordLine = /^(?:FORBIDDENWORD|ONLYINCOMPOUND)\s+(\S+)/;

/**
 * Calls `found` with every word of these dictionaries, and every form that its flags give; some come
 * more than once. An entry that an earlier dictionary has too is passed over.
 *
 * @param entries about how many entries they have
 */
export function readHunspell(
  dictionaries: readonly HunspellFiles[],
  entries: number,
  found: (word: string) => void,
): void {
  const decoder = new TextDecoder();
  const known = new CompactWords(entries);
  for (const { aff, dic } of dictionaries) {
    const formsOf = readAffixes(decoder.decode(aff));
    // Two letters, which Dutch dictionaries write as one.
    const text = decoder.decode(dic).replaceAll('ĳ', 'ij').replaceAll('Ĳ', 'IJ');
    for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; ) {
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end < 0 ? text.length : end).trim();
      at = end + 1;
      if (line === '' || known.has(line)) continue;
      known.add(line);
      readEntry(line, formsOf, found);
    }
  }
}

function readEntry(
  line: string,
  formsOf: (flags: string) => Forms,
  found: (word: string) => void,
): void {
  const slash = line.indexOf('/', 1);
  if (slash < 0) {
    found(line);
    return;
  }
  const word = line.slice(0, slash);
  const { prefixes, suffixes, isNoWord } = formsOf(line.slice(slash + 1));
  if (isNoWord) return;
  const withPrefixes = (form: string) => {
    found(form);
    for (const { add } of prefixes) found(add + form);
  };
  withPrefixes(word);
  for (const { strip, add, condition } of suffixes)
    if (endsAs(word, condition)) withPrefixes(word.slice(0, word.length - strip) + add);
}

function readAffixes(text: string): (flags: string) => Forms {
  const byFlag = new Map<string, Affix[]>();
  const noWord = new Set<string>();
  let flagLength: 1 | 2 = 1;
  for (const line of text.split('\n')) {
    const flag = noWordLine.exec(line)?.[1];
    if (flag !== undefined) noWord.add(flag);
    else if (line.startsWith('FLAG long')) flagLength = 2;
    else readAffix(line, byFlag);
  }
  const known = new Map<string, Forms>();
  return (flags) => {
    const forms = known.get(flags) ?? readFlags(flags, { byFlag, flagLength, noWord });
    known.set(flags, forms);
    return forms;
  };
}

function readFlags(flags: string, { byFlag, flagLength, noWord }: AffixFile): Forms {
  const each = Array.from({ length: Math.ceil(flags.length / flagLength) }, (_, at) =>
    flags.slice(at * flagLength, (at + 1) * flagLength),
  );
  const affixes = each.flatMap((flag) => byFlag.get(flag) ?? []);
  return {
    prefixes: affixes.filter(({ kind }) => kind === 'PFX'),
    suffixes: affixes.filter(({ kind }) => kind === 'SFX'),
    isNoWord: each.some((flag) => noWord.has(flag)),
  };
}

function readAffix(line: string, byFlag: Map<string, Affix[]>): void {
  const match = affixLine.exec(line);
  if (!match) return;
  const [, kind, flag = '', strip = '', add = '', condition = ''] = match;
  // A heading ("SFX S Y 4") looks the same, but counts where a rule has what it adds.
  if (/^\d+$/.test(add)) return;
  // What ends in a hyphen is the first part of a compound.
  if (add.endsWith('-') || add.startsWith('-')) return;
  const affix: Affix = {
    kind: kind === 'PFX' ? 'PFX' : 'SFX',
    strip: strip === '0' ? 0 : strip.length,
    add,
    condition: kind === 'PFX' ? [] : readCondition(condition),
  };
  const others = byFlag.get(flag);
  if (others) others.push(affix);
  else byFlag.set(flag, [affix]);
}

/** `[^aeiou]y`: a letter, or a class of letters, each. */
function readCondition(condition: string): LetterTest[] {
  if (condition === '.') return [];
  return (condition.match(/\[[^\]]*\]|./gu) ?? []).map((part): LetterTest => {
    const isNegated = part.startsWith('[^');
    return { letters: part.replace(/[[\]^]/g, ''), isNegated };
  });
}

function endsAs(word: string, condition: readonly LetterTest[]): boolean {
  let at = word.length - condition.length;
  if (at < 0) return false;
  for (const { letters, isNegated } of condition) {
    if (letters.includes(word.charAt(at)) === isNegated) return false;
    at += 1;
  }
  return true;
}
