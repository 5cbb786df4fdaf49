/** Words after which a full stop ends no sentence, in lower case and without it. */
const abbreviations = new Set(
  'dhr mevr mw mr mrs drs dr prof ir ing ds bijv bv o.a d.w.z m.a.w i.v.m t.o.v n.a.v a.u.b b.v c.q e.a e.d i.p.v m.b.t m.i.v o.l.v p.m t.a.v t.b.v t.e.m t.m w.o z.g z.s.m zgn enz etc ca resp jl nl nr nrs blz pag art lid incl excl plm vgl evt jan feb mrt apr jun jul aug sep sept okt nov dec st fam gebr mld mln min max red sr jr v.chr n.chr'.split(
    ' ',
  ),
);
const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' });
const lastWord = /(?<word>[\p{L}.]+)\.["'”’)]*\s*$/u;
const number = /(?:^|\s)\d{1,2}\.\s*$/;

/**
 * The sentences of a Dutch text, with the white space after each, so that joined they are the text.
 * Abbreviations ("dhr.", "bijv.", "o.a."), initials and ordinals ("3. Dynastie") end no sentence.
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(text)) {
    open += segment;
    if (goesOn(open)) continue;
    sentences.push(open);
    open = '';
  }
  if (open !== '') sentences.push(open);
  return sentences;
}

function goesOn(sentence: string): boolean {
  const word = lastWord.exec(sentence)?.groups?.['word'];
  if (word === undefined) return number.test(sentence);
  return abbreviations.has(word.toLowerCase()) || /^(?:\p{Lu}|(?:\p{L}\.)+\p{L})$/u.test(word);
}
