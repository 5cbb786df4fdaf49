import { moreSynonyms } from './synonyms-more.ts';
import { nounSynonyms } from './synonyms-nouns.ts';
import { otherSynonyms } from './synonyms-others.ts';
import { strongForms, verbSynonyms } from './synonyms-verbs.ts';

/*
 * Words for aligning texts, beyond the one English word that the gloss of the sandbox gives.
 */

/** English irregular forms beside their base. Compiled by hand. */
const irregular = `
went gone goes=go, did done does=do, said=say, made=make, took taken=take, gave given=give, came=come, saw seen=see, knew known=know, got gotten=get, found=find, thought=think, told=tell, became=become, left=leave, felt=feel, brought=bring, began begun=begin, kept=keep, held=hold, wrote written=write, stood=stand, heard=hear, meant=mean, met=meet, ran=run, paid=pay, sat=sit, spoke spoken=speak, lay lain laid=lay, led=lead, grew grown=grow, lost=lose, fell fallen=fall, sent=send, built=build, understood=understand, drew drawn=draw, broke broken=break, spent=spend, rose risen=rise, drove driven=drive, bought=buy, wore worn=wear, chose chosen=choose, sought=seek, shot=shoot, fought=fight, threw thrown=throw, caught=catch, won=win, taught=teach, ate eaten=eat, sang sung=sing, sank sunk=sink, swam swum=swim, drank drunk=drink, flew flown=fly, froze frozen=freeze, hid hidden=hide, stole stolen=steal, struck stricken=strike, sold sale sales=sell, slept=sleep, swept=sweep, stuck=stick, swore sworn=swear, tore torn=tear, woke woken=wake, bore borne=bear, born birth=birth, bound=bind, bled=bleed, blew blown=blow, bred=breed, dug=dig, dealt=deal, fed=feed, fled=flee, forgot forgotten=forget, forgave forgiven=forgive, hung=hang, lent=lend, lit=light, rode ridden=ride, rang rung=ring, shook shaken=shake, shone=shine, showed shown=show, shrank shrunk=shrink, slid=slide, spun=spin, sprang sprung=spring, wept=weep, withdrew withdrawn=withdraw, wound=wound, men=man, women=woman, children=child, feet=foot, teeth=tooth, mice=mouse, geese=goose, lives living lived alive=life, live=life, wives=wife, leaves=leave, halves=half, thieves=thief, wolves=wolf, died dies dying dead deaths die=death, lies=lie, better best=better, worse worst=worse, older oldest elder=old, bigger biggest=big, larger largest=large, greater greatest=great, smaller smallest=small, higher highest=high, lower lowest=low, longer longest length=long, earlier earliest=early, later latest=late, strength=strong, depth=deep, width=wide, height=high, fewer=few, further farther=further, had has having=have, was were been being=be, could=can, would=will, might=may, says saying=say, uses used using user users=use, aged ages aging=age, ages=age, analyses=analysis, crises=crisis, children's=child, women's=woman, men's=man, people's=people, stopped stopping=stop, planned planning=plan, growth=grow, flight=fly, weighed weight=weigh, choice=choose, belief=believe, proof=prove, loss=lose, thousands=thousand, speech=speak, thirds=third, americans=american, britons briton=british, sued suing=sue, tied tying=tie, ties=tie
`;

const entries = (list: string): Array<[left: string, right: string]> =>
  list
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    });

/** Dutch word in its base form → English words that may render it, separated by spaces. */
export const synonyms: ReadonlyMap<string, string> = mergeEntries(
  [verbSynonyms, nounSynonyms, otherSynonyms, moreSynonyms].flatMap(entries),
);

/** Past forms and participles of Dutch strong verbs → infinitive. */
export const strongPasts: ReadonlyMap<string, string> = byForm(strongForms);

/** Irregular English forms, and nouns of verbs → the word they belong to. */
export const irregularEnglish: ReadonlyMap<string, string> = byForm(irregular);

function mergeEntries(pairs: ReadonlyArray<readonly [string, string]>): Map<string, string> {
  const merged = new Map<string, string>();
  for (const [dutch, english] of pairs) {
    const before = merged.get(dutch);
    merged.set(dutch, before === undefined ? english : `${before} ${english}`);
  }
  return merged;
}

function byForm(list: string): Map<string, string> {
  return new Map(
    entries(list).flatMap(([forms, base]) => forms.split(' ').map((form) => [form, base] as const)),
  );
}
