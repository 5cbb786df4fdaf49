import {
  exchanges,
  exchanging,
  inSegment,
  type Place,
  type Planter,
  pick,
  replaceOne,
  sameCase,
  sentencesOf,
  splice,
} from './planter.ts';

const auxiliary =
  'is|are|was|were|do|does|did|has|have|had|will|would|should|could|can|must|may|might';
const withNot = new RegExp(`\\b(${auxiliary}) not\\b(?! only)`, 'gi');
const contracted = /\b(is|are|was|were|do|does|did|has|have|had|would|should|could)n[’']t\b/gi;
const withoutNot = new RegExp(`\\b(${auxiliary})\\b(?! not|n[’']t|n[’']|[,.?])`, 'g');
const negatives = exchanges(`cannot > can; can't > can; can’t > can; won't > will; won’t > will
  never > always; nothing > something; nobody > somebody; no one > someone; none > all
  without > with; neither > both; nor > and; no longer > still; no > some; nowhere > somewhere
  hardly > largely; barely > largely`);

function loseNegation(en: string, random: () => number): string | null {
  const ways = [
    replaceOne(en, withNot, random, ([, verb]) => verb),
    replaceOne(en, contracted, random, ([, verb]) => verb),
    replaceOne(en, negatives.pattern, random, ([found]) => negatives.replacement(found, random)),
  ];
  return (
    pick(
      ways.flatMap((way) => way ?? []),
      random,
    ) ?? null
  );
}

function addNegation(en: string, random: () => number): string | null {
  return replaceOne(en, withoutNot, random, (match) => {
    const before = en.slice(Math.max(0, match.index - 25), match.index + 25);
    if (/\b(?:not|no|never|n[’']t|nothing|without|hardly)\b/i.test(before)) return null;
    return match[0] === 'can' ? 'cannot' : `${match[0]} not`;
  });
}

/** The "not" of one verb goes to the next one of its sentence. */
function moveNegation(en: string, random: () => number): string | null {
  const sentences = sentencesOf(en);
  const moved = sentences.flatMap((sentence, at) => {
    const match = pick([...sentence.matchAll(withNot)], random);
    if (!match) return [];
    const rest = splice(sentence, match.index, match.index + match[0].length, match[1] ?? '');
    const end = match.index + (match[1]?.length ?? 0);
    const other = pick(
      [...rest.matchAll(withoutNot)].filter(({ index }) => Math.abs(index - end) > 12),
      random,
    );
    if (!other) return [];
    const after = other.index + other[0].length;
    return [sentences.with(at, splice(rest, after, after, ' not')).join('')];
  });
  return pick(moved, random) ?? null;
}

const prefixes = `likely / unlikely; able / unable; possible / impossible; legal / illegal; known / unknown
  clear / unclear; fair / unfair; safe / unsafe; happy / unhappy; usual / unusual; necessary / unnecessary
  certain / uncertain; expected / unexpected; successful / unsuccessful; reliable / unreliable; stable / unstable
  aware / unaware; important / unimportant; interesting / uninteresting; healthy / unhealthy; comfortable / uncomfortable
  friendly / unfriendly; acceptable / unacceptable; available / unavailable; willing / unwilling; changed / unchanged
  employed / unemployed; limited / unlimited; regular / irregular; responsible / irresponsible; complete / incomplete
  correct / incorrect; dependent / independent; direct / indirect; visible / invisible; formal / informal
  active / inactive; effective / ineffective; sufficient / insufficient; secure / insecure; adequate / inadequate
  moral / immoral; mature / immature; patient / impatient; perfect / imperfect; probable / improbable
  honest / dishonest; satisfied / dissatisfied; agree / disagree; agreed / disagreed; appeared / disappeared
  appear / disappear; approve / disapprove; like / dislike; advantage / disadvantage; advantages / disadvantages
  popular / unpopular; fortunately / unfortunately; authorised / unauthorised; authorized / unauthorized
  harmed > unharmed; injured > uninjured; official / unofficial; conscious / unconscious; armed / unarmed
  identified / unidentified; precedented > unprecedented; common / uncommon; familiar / unfamiliar; true / untrue`;

const noPrefixes = exchanges(prefixes);

/** Negation. */
export const negationPlanters: readonly Planter[] = [
  inSegment('negation', 'negation-lost', 'not, never, no … lost', ({ en }, random) =>
    loseNegation(en, random),
  ),
  inSegment('negation', 'negation-added', 'is → is not', ({ en }, random) =>
    addNegation(en, random),
  ),
  inSegment('negation', 'negation-prefix', 'unlikely ↔ likely', ({ en }, random) =>
    replaceOne(en, noPrefixes.pattern, random, (match) =>
      // "like" and "safe" stand for much else.
      /^(?:like|patient|patients)$/i.test(match[0])
        ? null
        : noPrefixes.replacement(match[0], random),
    ),
  ),
  inSegment('meaning', 'negation-moved', 'not moved to another verb', ({ en }, random) =>
    moveNegation(en, random),
  ),
];

const him = /\b(he|she|his|her|him|himself|herself|hers)\b/gi;

function otherGender(word: string, next: string): string {
  const plain = word.toLowerCase();
  const fixed: Readonly<Record<string, string>> = {
    he: 'she',
    she: 'he',
    his: 'her',
    him: 'her',
    himself: 'herself',
    herself: 'himself',
    hers: 'his',
  };
  // "her" is "his" before a noun, and "him" elsewhere.
  return (
    fixed[plain] ??
    (/^ \p{Ll}/u.test(next) && !/^ (?:to|and|in|at|on|as|by|for|with|that)\b/.test(next)
      ? 'his'
      : 'him')
  );
}

/** "over" and the like stand before a number. */
function countsWhat({ 0: found, index }: RegExpExecArray, { en }: Place): boolean {
  if (/^(?:at least|at most|nearly|almost)$/i.test(found)) return true;
  const next = en.slice(index + found.length);
  return /^ (?:the |a )?(?:[€$£]?\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|a |hundreds?|thousands?)/.test(
    next,
  );
}

/** "left" and "right" are sides where the Dutch says so. */
function isSide([found]: RegExpExecArray, { nl }: Place): boolean {
  if (/left$/i.test(found)) return /\blinks|\blinker/i.test(nl);
  return !/right$/i.test(found) || /\brechts|\brechter(?:kant|hand|zijde|vleugel)/i.test(nl);
}

/** Opposites, and which way something goes. */
export const oppositePlanters: readonly Planter[] = [
  exchanging({
    group: 'opposites',
    kind: 'rise-fall',
    what: 'rose ↔ fell',
    lines: `rose / fell; rise / fall; rises / falls; rising / falling; risen / fallen; increase / decrease
     increased / decreased; increases / decreases; increasing / decreasing; grew / shrank; growth / decline
     growing / shrinking; grow / shrink; gained / lost; climbed / dropped; climb / drop; climbing / dropping
     soared / plunged; up by / down by; improved / worsened; improve / worsen; improvement / deterioration
     expand / shrink; expanded / shrank; raised / lowered; raise / lower; raising / lowering; boosted / cut
     strengthened / weakened; strengthen / weaken; surged / slumped; surge / slump; went up / went down
     upward / downward; accelerated / slowed; reduce > increase; reduced > increased; reduction > increase`,
  }),
  exchanging({
    group: 'opposites',
    kind: 'comparative',
    what: 'more ↔ less, higher ↔ lower',
    lines: `more / less; higher / lower; larger / smaller; bigger / smaller; greater / smaller; better / worse
     older / younger; longer / shorter; earlier / later; faster / slower; stronger / weaker; richer / poorer
     cheaper / dearer; easier / harder; warmer / colder; heavier / lighter; closer / farther; wider / narrower
     fewer > more; deeper / shallower; safer / riskier; nearer / farther; quicker / slower; less > more`,
  }),
  exchanging({
    group: 'opposites',
    kind: 'superlative',
    what: 'largest ↔ smallest',
    lines: `largest / smallest; biggest / smallest; highest / lowest; best / worst; oldest / youngest; longest / shortest
     most / least; strongest / weakest; richest / poorest; fastest / slowest; first > last; greatest / smallest
     latest / earliest; newest / oldest; closest / farthest; maximum / minimum; cheapest / dearest; tallest / shortest`,
    fits: ({ index }, { en }) => !/\bat $/i.test(en.slice(Math.max(0, index - 4), index)),
  }),
  exchanging({
    group: 'opposites',
    kind: 'antonym-verb',
    what: 'won ↔ lost, buy ↔ sell, for ↔ against',
    lines: `won / lost; win / lose; wins / loses; winning / losing; winner / loser; winners / losers; victory / defeat
     bought / sold; buy / sell; buying / selling; buyers / sellers; accepted / rejected; accept / reject
     opened / closed; open / close; opening / closing; began / ended; begin / end; started / stopped; start / stop
     starting / stopping; supported / opposed; support / oppose; supporters / opponents; allowed / banned; allow / ban
     convicted / acquitted; guilty / innocent; arrived > left; arrive / leave; entered > left; joined > left
     succeeded / failed; succeed / fail; success / failure; approved / rejected; approve / reject; in favour of / against
     in favor of / against; remembered / forgot; found / lost; attacked / defended; attack / defend; hired / fired
     saved / wasted; lent / borrowed; lend / borrow; pulled / pushed; confirmed / denied; confirm / deny
     confirmed > denied; denied > confirmed; praised / criticised; praised / criticized; loved / hated; love / hate
     friends / enemies; ally / enemy; allies / enemies; peace / war; survived / died; alive / dead; strengths / weaknesses
     arrested / released; import / export; imports / exports; profit / loss; profits / losses; included / excluded
     prevented > caused; prevent > cause; forbidden / allowed; prohibited > allowed; added / removed; add / remove
     appointed / dismissed; built / demolished; created / destroyed; create / destroy; encouraged / discouraged`,
  }),
  exchanging({
    group: 'opposites',
    kind: 'before-after',
    what: 'before ↔ after, until ↔ since',
    lines:
      'before / after; until / since; during > before; prior to > following; previously / subsequently; while > after',
    fits: ([found], { nl }) =>
      found.toLowerCase() !== 'since' || /\b(?:sinds|sedert|vanaf)\b/i.test(nl),
  }),
  exchanging({
    group: 'opposites',
    kind: 'at-least-most',
    what: 'at least ↔ at most, more than ↔ less than',
    lines: `at least / at most; more than / less than; over > under; up to > at least; minimum of / maximum of
     no more than / no less than; above / below; exceeding / below; within > after; fewer than > more than; under > over`,
    fits: countsWhat,
  }),
  exchanging({
    group: 'opposites',
    kind: 'nearly',
    what: 'nearly → more than, about lost',
    lines: `nearly > more than; almost > more than; just over > just under; just under > just over; close to > well over
     about > exactly; around > exactly; approximately > exactly; roughly > exactly; more than > almost; some > exactly`,
    fits: countsWhat,
  }),
  exchanging({
    group: 'opposites',
    kind: 'quantifier',
    what: 'all → some, most → few',
    lines: `all > some; most of the > few of the; most people > few people; many > few; few > many; both > neither of; every > hardly any; each > no; several > no
     everyone > no one; everybody > nobody; always > sometimes; often / rarely; often > never; usually > rarely
     always > never; majority / minority; everything > little; mostly > hardly
     completely > partly; fully > partly; entirely > partly; sometimes > always; rarely > often; some > all`,
  }),
  exchanging({
    group: 'opposites',
    kind: 'compass',
    what: 'north ↔ south, left ↔ right',
    lines: `north / south; east / west; northern / southern; eastern / western; left / right; northeast / southwest
     northwest / southeast; north-east / south-west; north-west / south-east; upper / lower; top / bottom
     inside / outside; in front of / behind; northward / southward; south-eastern / north-western; upstream / downstream
     the left > the right; indoors / outdoors; interior / exterior; domestic / foreign; rural / urban; internal / external`,
    fits: isSide,
  }),
  exchanging({
    group: 'opposites',
    kind: 'relative-time',
    what: 'yesterday ↔ today, next ↔ last',
    lines: `yesterday / today; tomorrow / yesterday; today > tomorrow; next / last; next week / last week; last year / next year
     this week > last week; this year > last year; ago > from now; last month / next month; currently > formerly
     now > then; recently > long ago; recent > coming; future / past; previous / next; soon > long ago; former / current
     tonight > last night; earlier this > later this; already > not yet; still > no longer; later > earlier`,
  }),
  inSegment('opposites', 'gender-pronoun', 'he ↔ she, his ↔ her', ({ en }, random) =>
    replaceOne(en, him, random, (match) =>
      sameCase(match[0], otherGender(match[0], en.slice(match.index + match[0].length))),
    ),
  ),
  exchanging({
    group: 'opposites',
    kind: 'gender-noun',
    what: 'Mr ↔ Mrs, man ↔ woman',
    lines: `Mr / Mrs; Mr. / Mrs.; Ms > Mr; Ms. > Mr.; man / woman; men / women; boy / girl; boys / girls; son / daughter
     sons / daughters; father / mother; fathers / mothers; brother / sister; brothers / sisters; husband / wife
     king / queen; prince / princess; uncle / aunt; nephew / niece; male / female; males / females; widow / widower
     grandfather / grandmother; boyfriend / girlfriend; gentleman / lady; sir / madam; actor / actress; dad / mum
     lord / lady; waiter / waitress`,
  }),
  exchanging({
    group: 'opposites',
    kind: 'role',
    what: 'minister → secretary',
    lines: `minister / secretary; prime minister > foreign minister; president / chancellor; mayor / governor; chairman / treasurer
     director / secretary; spokesman > director; spokeswoman > director; spokesperson > director; lawyer / judge
     judge / prosecutor; doctor / nurse; doctors / nurses; professor / student; teacher / pupil; teachers / pupils
     captain / coach; coach > referee; coach / player; manager / clerk; officer > soldier; general / sergeant
     author / publisher; writer / editor; senator / congressman; ambassador / consul; police / army; employer / employee
     employers / employees; owner / tenant; landlord / tenant; patient / doctor; patients / doctors; victim / perpetrator
     victims / perpetrators; scientist / engineer; scientists / engineers; researchers / journalists; researcher / journalist
     singer / drummer; director > producer; pilot / steward; bishop / priest; pope / bishop; CEO / CFO; founder > director
     chief executive > treasurer; student > lecturer; students > lecturers; buyer / seller; witness / suspect; fans / players`,
  }),
  exchanging({
    group: 'meaning',
    kind: 'person',
    what: 'I ↔ we, they → we',
    lines: `I / we; they > we; my / our; their > our; me / us; them > us; you > they; your > their; we > they; our > their`,
  }),
  exchanging({
    group: 'meaning',
    kind: 'tense',
    what: 'will ↔ did, was → will be',
    lines: `will be / was; were > will be; was > will be; has been > will be; have been > will be; had been > will be
     will have > had; would be > was; is > was; are > were; will > did; had > will have`,
  }),
  exchanging({
    group: 'meaning',
    kind: 'cause',
    what: 'because → although',
    lines: `because of > despite; because > although; due to > despite; as a result of > in spite of; thanks to > despite
     therefore > nevertheless; so that > although; as a result > nevertheless; although > because; despite > because of
     however > therefore; owing to > despite; in order to > instead of trying to; consequently > nevertheless`,
  }),
];
