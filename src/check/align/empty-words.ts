import { wordSet } from '../../word-set.ts';

/** Dutch words of grammar, and those that are rendered by grammar or left out. */
export const emptyDutch = wordSet(
  'de het een en of maar want dus als dan dat die deze dit wie wat waar wanneer hoe ik jij je jou u',
  'uw hij hem zij ze haar wij we ons onze jullie hen hun mij me mijn zich er in op aan van voor met',
  'bij naar te uit door over om tegen tot tussen onder na nog wel ook niet geen nu toen al zo daar',
  "hier ter ten der des den is zijn was waren wordt worden werd werden heeft hebben had hadden ben 's",
  'bent geweest geworden zal zullen zou zouden zult kan kunnen kon konden kunt kun moet moeten moest',
  'moesten mag mogen mocht gaat gaan ging gingen doet doen deed laat laten liet komt komen kwam af',
  'kwamen men zelf eens toch even heel zeer weer meer meest meeste veel vele elkaar waarin waarop',
  'waarbij waarmee waarvan waardoor waarna waarvoor daarom daarmee daarbij daardoor daarvan hiervan',
  'hierbij hieraan hierin hierop hierdoor ervan ervoor erop eraan erin erbij eruit om omdat zoals',
  'echter sinds tijdens volgens zonder binnen buiten alle alles iets niets iemand elk elke ieder',
  "iedere andere ander anders wil willen wilde maakt maken maakte zich zichzelf jezelf sommige ' s",
  'enkele beide eigen zelfs hebt heb terwijl hoewel nadat voordat zodat doordat vooral via toe net',
  'nee ja hele geheel verder mee zowel vanaf vanuit naast vervolgens steeds rond welke welk zodra indien',
  "dergelijke zulke zo'n tevens bovendien daarnaast namelijk overigens dus staat staan stond zit",
  'zitten ligt liggen lag waarom daarna hen ervan per wel alvast mede aldus reeds immers gewoon',
);
/** English words of grammar, and those that come in with idiom. */
export const emptyEnglish = wordSet(
  'a an the and or but if then than that this these those who whom whose which what where when how',
  'why i you he she it we they me him her us them my your his its our their mine yours myself himself',
  'herself itself themselves yourself ourselves of in on at by for with from to into out over off up',
  'down about after before between under against through during as is are was were be been being am',
  'has have had having do does did done doing will would shall should can could may might must not',
  'no nor so such there here also too very just only even still yet again more most much many some s t',
  "any each every all both other others another own same one one's it's don't didn't wasn't isn't ll",
  "that's i'm you're they're we're he's she's there's can't cannot won't couldn't wouldn't re ve d m",
  'get got gets getting make made makes making take took taken takes taking go went gone goes going',
  'come came comes coming put set like well while because since until although though however within',
  'without per via upon onto toward towards around among along across now ever never always often',
  'ones thing things way ways back away whether according able thus including in-between something',
  'someone anyone anything nothing everyone everything regarding upon beyond otherwise rather quite',
  'yes else already later become became becomes use used using let lets able given',
);
