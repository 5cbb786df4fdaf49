/*
 * Words that tell a number without being one, in both languages, compiled by hand from the numeral
 * chapters of the Algemene Nederlandse Spraakkunst and of the Cambridge Grammar of English.
 */

type Values = ReadonlyMap<string, number>;

const valuesOf = (lines: Readonly<Record<number, string>>): Values =>
  new Map(
    Object.entries(lines).flatMap(([value, words]) =>
      words.split(' ').map((word) => [word, Number(value)] as const),
    ),
  );

/** Dutch ranks. */
export const dutchOrdinals: Values = valuesOf({
  1: 'eerste eersten eerst allereerst allereerste eersteling',
  2: 'tweede tweeden',
  3: 'derde derden',
  4: 'vierde vierden',
  5: 'vijfde vijfden',
  6: 'zesde zesden',
  7: 'zevende zevenden',
  8: 'achtste achtsten',
  9: 'negende negenden',
  10: 'tiende tienden',
  11: 'elfde',
  12: 'twaalfde',
});

/** Dutch parts of a whole. */
export const dutchFractions: Values = valuesOf({
  0.5: 'half halve helft helften halveren halveer halveert halveerde halveerden gehalveerd halvering',
  0.25: 'kwart',
  0.75: 'driekwart',
});

/** Dutch words that multiply; their beginnings, since they are inflected. */
export const dutchMultiples: ReadonlyArray<readonly [beginning: string, value: number]> = [
  ['verdubbel', 2],
  ['verdriedubbel', 3],
  ['verdrievoudig', 3],
  ['verviervoudig', 4],
  ['vervijfvoudig', 5],
  ['verzesvoudig', 6],
  ['vertienvoudig', 10],
  ['verhonderdvoudig', 100],
  ['dubbel', 2],
  ['driedubbel', 3],
];

/** Dutch orders of magnitude. */
export const dutchMagnitudes: Values = valuesOf({
  10: 'tientallen tientje dozijnen',
  100: 'honderden honderdtallen',
  1000: 'duizenden duizendtallen',
  10000: 'tienduizenden',
  100000: 'honderdduizenden',
  1000000: 'miljoenen',
  1000000000: 'miljarden',
  1000000000000: 'biljoenen',
});

/** Dutch words that English may say with another word, or leave out. */
export const dutchLoose: Values = valuesOf({
  0.25: 'kwartfinale kwartfinales',
  0.5: 'halverwege',
  1: 'eenmaal eens enkel enkele enige ene',
  2: 'tweeën beide beiden allebei paar paren koppel stel tweeling tweelingen duo tweetal',
  3: 'trio drieling drietal drieën',
  4: 'kwartet viertal vieren',
  5: 'kwintet vijven',
  6: 'zessen',
  7: 'zevenen',
  8: 'achten',
  9: 'negenen',
  10: 'decennium tiental tienen',
  11: 'elven',
  12: 'dozijn twaalven',
  100: 'eeuw honderdtal',
});

/** Before a scale, these make an order of magnitude of it: "enkele honderden", "paar duizend". */
export const dutchSome: ReadonlySet<string> = new Set(
  'paar enkele enige ettelijke meerdere verscheidene verschillende vele veel tal'.split(' '),
);

/** English parts of a whole. */
export const englishFractions: Values = valuesOf({
  0.5: 'half halves halve halved halving',
  0.25: 'quarter',
});

/** English words that multiply. */
export const englishMultiples: Values = valuesOf({
  2: 'twice double doubled doubles doubling doubly twofold',
  3: 'thrice triple tripled triples tripling treble trebled trebling threefold',
  4: 'quadruple quadrupled quadrupling fourfold',
  5: 'quintuple quintupled fivefold',
  6: 'sixfold',
  10: 'tenfold',
});

/** English orders of magnitude. */
export const englishMagnitudes: Values = valuesOf({
  10: 'dozens scores tens',
  100: 'hundreds',
  1000: 'thousands',
  1000000: 'millions',
  1000000000: 'billions',
  1000000000000: 'trillions',
});

/** English words that Dutch may say with another word, or leave out. */
export const englishLoose: Values = valuesOf({
  0.25: 'quarterfinal quarterfinals quarterly',
  0.5: 'semi midway',
  1: 'once single',
  2: 'both pair pairs couple couples twins twin duo',
  3: 'trio triplets',
  4: 'quartet',
  5: 'quintet',
  10: 'decade',
  12: 'dozen',
  14: 'fortnight',
  100: 'century',
});

/** Before a scale, these make an order of magnitude of it: "several hundred". */
export const englishSome: ReadonlySet<string> = new Set(
  'several few many some multi couple of various'.split(' '),
);
