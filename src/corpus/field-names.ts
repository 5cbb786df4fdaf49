import type { FieldName } from './entry.ts';

/*
 * What data teams, content systems and scrapers call the fields of an article. Names are compared
 * without case and signs: `datePublished`, `date_published` and `Date published` are one.
 */

/** A name without case and signs, for comparison. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const names = (list: string): string[] => list.trim().split(/\s+/).map(bareName);

/** What each field is called, likeliest first; {@link bareName} each. */
export const commonNames: Readonly<Record<FieldName, readonly string[]>> = {
  id: names(`id article_id artikel_id doc_id document_id guid uuid identifier identificatie
    post_id item_id news_id record_id record_nr uid uri`),
  title: names(`title titel headline kop heading koptekst krantenkop kopregel article_title
    artikel_titel titel_artikel artikelkop web_title post_title headline_text hoofdtitel main_title
    title_nl titel_nl nl_title opschrift hl1 headline_main title_text og_title`),
  body: names(`body text content tekst inhoud artikel article bericht maintext full_text
    article_body plain_text body_text content_text raw_text volledige_tekst tekst_volledig
    artikeltekst article_text tekst_artikel article_content news_text nieuwstekst berichttekst
    hoofdtekst main_content text_content full_content clean_text cleaned_text text_clean body_plain
    post_content story verhaal copy html content_html body_html article_html html_body text_html
    content_encoded alineas alinea paragraphs paragrafen paragraph paragraaf blocks blokken
    sections secties review recensie document nieuwsbericht news passage speech toespraak transcript
    transcriptie ocr ocr_text ocr_tekst full_ocr message sentence sentences zin zinnen nl nld dutch
    nederlands text_nl tekst_nl nl_text selftext body_nl content_nl source_text brontekst lopende_tekst`),
  date: names(`date datum published published_at publish_date date_published pubdate
    publicatiedatum datetime publication_date date_publish publicatie_datum datum_publicatie
    gepubliceerd gepubliceerd_op published_time published_on published_date first_published_at
    article_published_time firstpublished issued date_issued dc_date dcterms_date version_created
    first_created web_publication_date post_date datum_tijd tijdstip verschenen verschijningsdatum
    publicatie publicatietijd release_date timestamp warc_date created_at date_created created
    created_utc aangemaakt_op time jaar year`),
  source: names(`source bron publisher krant medium outlet domain newspaper dagblad krantnaam
    source_name bron_naam publication publication_name publisher_name naam_krant krant_naam uitgever
    news_outlet site_name source_hostname source_domain hostname site website provider mediumnaam
    omroep feed`),
  url: names(`url link href uri permalink canonical_url canonical web_url article_url artikel_url
    page_url source_url bron_url original_url webadres warc_target_uri guid source bron id`),
};

/** A text by these names is the article only where none of the others is there. */
export const weakBodyNames: readonly string[] = names('description omschrijving beschrijving');

/** The introduction, which stands before the text. */
export const leadNames: readonly string[] = names(`lead intro inleiding introduction introductie
  introtext intro_text introtekst lead_text leadtekst lead_paragraph standfirst chapeau subtitle
  ondertitel subtitel subkop onderkop deck dek`);

/** The introduction, where it is whole sentences: for search engines it is half a one. */
export const weakLeadNames: readonly string[] = names('description omschrijving');

/** Captions of pictures. */
export const captionNames: readonly string[] = names(`caption captions bijschrift bijschriften
  fotobijschrift foto_bijschrift onderschrift fotoonderschrift image_caption photo_caption
  image_captions photo_captions`);

/** Objects and lists by these names are about the article, or about another. */
export const besideNames: ReadonlySet<string> = new Set(
  names(`comments comment reacties reactie replies reply author authors auteur auteurs byline user
    users image images afbeelding afbeeldingen media picture pictures foto fotos photo video videos
    gallery tags tag categories category keywords trefwoorden entities related gerelateerd
    related_articles read_more seo og twitter links embedded _links _embedded parent children
    editing_metadata license licence attachments bijlagen annotations summary summaries samenvatting
    translations_en en english engels headers http location locations excerpt`),
);

/** Objects that hold what is known of the text beside them. */
export const metaNames: ReadonlySet<string> = new Set(
  names('meta metadata metagegevens warc_headers headers info properties attributes fields'),
);

/** In an object, the text of a field itself: `{ "rendered": "…" }`. */
export const innerNames: Readonly<Record<FieldName, readonly string[]>> = {
  id: ['$oid', 'value', 'rendered'],
  title: ['nl', 'nl-NL', 'nl_NL', 'rendered', 'value', '#text', '_text', '$t', '_', 'text', 'main'],
  body: [
    ...['nl', 'nl-NL', 'nl_NL', 'nld', 'dut', 'rendered', 'value', '#text', '_text', '$t', '_'],
    ...['plain', 'text', 'plaintext', 'content', 'html', 'raw', 'body', 'blocks', '__cdata'],
    ...['alineas', 'paragraphs'],
  ],
  date: [
    'nl',
    'nl-NL',
    'nl_NL',
    '$date',
    '$numberLong',
    'value',
    'date',
    'published',
    'iso',
    '#text',
  ],
  source: ['name', 'naam', 'title', 'value', '#text', 'domain'],
  url: ['href', 'url', 'value', 'rendered', '#text'],
};

/** Words in a longer name that tell what it is: `Titel van het artikel`, `Datum publicatie`. */
export const tellingWords: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  title: ['titel', 'title', 'headline', 'kop'],
  body: ['tekst', 'text', 'artikel', 'artikeltekst', 'inhoud', 'content', 'body'],
  date: ['datum', 'date', 'publicatiedatum', 'gepubliceerd', 'published'],
  source: ['bron', 'krant', 'source', 'newspaper'],
};

/** With one of these it is something else: `tekst_lengte`, `title_id`, `kop_en`. */
export const otherWords: ReadonlySet<string> = new Set(
  `id nr url link length lengte len count aantal words woorden taal language lang type soort class
  label labels hash en eng english engels de fr alt auteur author foto image bestand file path rss page
  sub subtitle score sentiment download modify modified gewijzigd update updated crawl crawled
  description beschrijving summary samenvatting tokens embedding vector short kort encoding`.split(
    /\s+/,
  ),
);
