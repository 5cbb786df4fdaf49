import { error, type Mark, type PairCheck } from './pair-check.ts';

const webAddress = String.raw`https?:\/\/[^\s<>"”)\]]+|www\.[^\s<>"”)\]]+`;
const emailAddress = String.raw`[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`;
const hashtagOrHandle = String.raw`(?<![\p{L}\d/&])[#@][\p{L}\d_]{2,}`;
const domains = 'nl|be|com|org|net|eu|info|io|gov|edu|uk|de|fr|frl|amsterdam';
/** Without "www": "gemeente.nl/afval". */
const bareAddress = String.raw`(?<![\p{L}\d.@/-])(?:[\p{L}\d-]+\.)+(?:${domains})(?![\p{L}\d-])(?:\/[^\s<>"”)\]]*)?`;
const verbatim = new RegExp(
  `${webAddress}|${emailAddress}|${hashtagOrHandle}|${bareAddress}`,
  'gu',
);
const mayHaveSome = new RegExp(String.raw`[@#]|https?:|www\.|\.(?:${domains})(?![\p{L}\d])`, 'u');
const trailing = /[.,;:!?'’]+$/;
/** What is in a tag is markup. */
const tag = /<[^<>]*>/g;

/**
 * Web addresses, e-mail addresses, hashtags and handles are the same in both languages, but for the
 * English pages of the same site, and the case of hashtags and handles, which means nothing.
 */
export const checkVerbatim: PairCheck = ({ nl, en }) => {
  if (!mayHaveSome.test(nl.raw)) return [];
  const missing = [...findAddresses(nl.raw)].filter(([text]) => !en.raw.includes(text));
  if (missing.length === 0) return [];
  const pages = new Pages(findAddresses(en.raw).keys());
  return missing
    .filter(([text]) => !pages.hasEnglishOf(text))
    .map(([text, mark]) =>
      error(`"${text}" in the Dutch is not in the English as it stands`, {
        marks: { nl: [mark], en: [] },
      }),
    );
};

/** Each address or handle, and where it stands first. */
function findAddresses(raw: string): ReadonlyMap<string, Mark> {
  const found = new Map<string, Mark>();
  const text = raw.replace(tag, (markup) => ' '.repeat(markup.length));
  for (const { 0: match, index } of text.matchAll(verbatim)) {
    const address = match.replace(trailing, '');
    if (!found.has(address)) found.set(address, [index, index + address.length]);
  }
  return found;
}

/** Sites of which the English pages have a name of their own, and paths of their own. */
const englishSites: ReadonlyMap<string, string> = new Map([
  ['rijksoverheid.nl', 'government.nl'],
  ['koninklijkhuis.nl', 'royal-house.nl'],
  ['tweedekamer.nl', 'houseofrepresentatives.nl'],
]);

/** The addresses in English, each read once: a text may have hundreds. */
class Pages {
  readonly #addresses: ReadonlySet<string>;
  readonly #hosts: ReadonlySet<string>;

  constructor(english: Iterable<string>) {
    this.#addresses = new Set([...english].map(withoutLanguage));
    this.#hosts = new Set([...this.#addresses].map(hostOf));
  }

  /** "www.molendam.nl/en/waste" is no page of "molendam.nl/afval"; "molendam.nl/en/afval" is. */
  hasEnglishOf(dutch: string): boolean {
    const address = withoutLanguage(dutch);
    const host = hostOf(address);
    return (
      this.#addresses.has(address) ||
      [...englishSites].some(
        ([site, other]) => host.endsWith(site) && this.#hosts.has(host.replace(site, other)),
      )
    );
  }
}

const hostOf = (address: string): string => address.split('/')[0] ?? '';

/** Without what says in which language its page is, and how it is fetched. */
const withoutLanguage = (address: string): string =>
  address
    .replace(/^https?:\/\//i, '')
    .replace(/^[^/]+/, (host) => host.toLowerCase())
    .replace(/^(?:www|nl|en)\./, '')
    .replace(/\/(?:nl|en|nl-nl|nl-be|en-gb|en-us)(?=\/|$)/, '')
    .replace(/\/$/, '');
