import { CompactWords, hashWith, hashWithCode, noLetters } from './compact-words.ts';

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
 * Adds every word of these dictionaries, and every form that its flags give. An entry that an earlier
 * dictionary has too is passed over. No word is made of the letters: what is kept of it is its hash.
 *
 * @param entries about how many entries each has
 */
export function readHunspell(
  dictionaries: readonly HunspellFiles[],
  entries: number,
  words: CompactWords,
): void {
  const decoder = new TextDecoder();
  const known = dictionaries.length > 1 ? new CompactWords(entries) : undefined;
  for (const [nth, { aff, dic }] of dictionaries.entries()) {
    const formsOf = readAffixes(decoder.decode(aff));
    // Two letters, which Dutch dictionaries write as one.
    const text = decoder.decode(dic).replaceAll('ĳ', 'ij').replaceAll('Ĳ', 'IJ');
    const lines = new Lines(text, formsOf, words);
    for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; )
      at = lines.read(at, { passOver: nth > 0, known });
  }
}

/** The entries that dictionaries before have, or that those after are to know of. */
interface Known {
  readonly passOver: boolean;
  readonly known: CompactWords | undefined;
}

const [space, slash] = [32, 47];

/** The lines of a dictionary. */
class Lines {
  readonly #text: string;
  readonly #formsOf: (flags: string) => Forms;
  readonly #words: CompactWords;
  /** The hashes of the beginnings of a word, by their length: its forms begin with one of them. */
  readonly #beginnings: number[] = [noLetters];
  /** Where the word begins and ends. */
  #from = 0;
  #to = 0;

  constructor(text: string, formsOf: (flags: string) => Forms, words: CompactWords) {
    this.#text = text;
    this.#formsOf = formsOf;
    this.#words = words;
  }

  /** Reads the line that begins here; where the next begins. */
  read(from: number, { passOver, known }: Known): number {
    const text = this.#text;
    const next = text.indexOf('\n', from);
    const lineEnd = next < 0 ? text.length : next;
    let end = lineEnd;
    while (end > from && text.charCodeAt(end - 1) <= space) end -= 1;
    if (end > from && !(passOver && known?.hasPart(text, from, end))) {
      if (!passOver) known?.add(hashWith(noLetters, text, from, end));
      this.#addEntry(from, end);
    }
    return lineEnd + 1;
  }

  #addEntry(from: number, end: number): void {
    const text = this.#text;
    let hash = noLetters;
    let to = from;
    for (; to < end; to += 1) {
      const code = text.charCodeAt(to);
      if (code === slash && to > from) break;
      hash = hashWithCode(hash, code);
      this.#beginnings[to - from + 1] = hash;
    }
    this.#from = from;
    this.#to = to;
    if (to === end) {
      this.#words.add(hash);
      return;
    }
    const { prefixes, suffixes, isNoWord } = this.#formsOf(text.slice(to + 1, end));
    if (isNoWord) return;
    this.#addForm(wholeWord, prefixes);
    for (const suffix of suffixes) if (this.#endsAs(suffix)) this.#addForm(suffix, prefixes);
  }

  /** A form of the word, and the same with each prefix. */
  #addForm({ strip, add }: Pick<Affix, 'strip' | 'add'>, prefixes: readonly Affix[]): void {
    const stem = Math.max(0, this.#to - this.#from - strip);
    this.#words.add(hashWith(this.#beginnings[stem] ?? noLetters, add));
    for (const prefix of prefixes) {
      const begun = hashWith(noLetters, prefix.add);
      const whole = hashWith(begun, this.#text, this.#from, this.#from + stem);
      this.#words.add(hashWith(whole, add));
    }
  }

  #endsAs({ condition }: Affix): boolean {
    let at = this.#to - condition.length;
    if (at < this.#from) return false;
    for (const { letters, isNegated } of condition) {
      if (letters.includes(this.#text.charAt(at)) === isNegated) return false;
      at += 1;
    }
    return true;
  }
}

const wholeWord = { strip: 0, add: '' } as const;

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
    const before = known.get(flags);
    if (before !== undefined) return before;
    const forms = readFlags(flags, { byFlag, flagLength, noWord });
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
