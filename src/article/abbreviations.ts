import { wordSet } from '../word-set.ts';

/*
 * Words after which a full stop ends no sentence, in lower case and without it. Those that are also
 * ordinary words ("art.", "red.") count in Dutch only: English texts end sentences with them.
 */

const inBothLanguages = wordSet(
  'mr mrs dr prof st sr jr',
  'jan feb apr jun jul aug sep sept okt nov dec',
  'dhr mevr mw drs ir ing ds bijv bv o.a enz ca resp jl nr blz incl excl',
);
const inDutch = wordSet(
  'd.w.z m.a.w i.v.m t.o.v n.a.v a.u.b b.v c.q e.a e.d i.p.v m.b.t m.i.v o.l.v p.m t.a.v t.b.v',
  't.e.m t.m w.o z.g z.s.m v.chr n.chr',
  'zgn etc nl nrs pag art lid plm vgl evt mrt fam gebr mld mln min max red',
  'binnenl buitenl alg fin econ gem prov afd dir secr mij burg weth',
);
const inEnglish = wordSet(
  'ms gen col lt sgt capt sen rep gov rev no vs inc ltd co corp mgr mar oct u.s u.k d.c',
);

/** Abbreviations of Dutch texts. */
export const dutchAbbreviations: ReadonlySet<string> = new Set([...inBothLanguages, ...inDutch]);

/** Abbreviations of texts that may be Dutch or English. */
export const abbreviations: ReadonlySet<string> = new Set([...inBothLanguages, ...inEnglish]);
