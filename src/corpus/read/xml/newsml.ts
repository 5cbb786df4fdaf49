import { htmlRenderings, type Renderings, renderings, tagged, textToHtml } from './to-html.ts';
import { elementsIn, everyElement, findAll, type XmlElement } from './tree.ts';

/** What NITF, and what agencies put in NewsML, becomes. */
export const newsMl: Renderings = new Map([
  ...htmlRenderings,
  ...renderings({
    hl2: 'h2',
    'bq block-quote': 'blockquote',
    'media-caption caption': 'figcaption',
    abstract: 'div class="lead"',
    'media-reference media-producer media-metadata': null,
    hedline: (element, write) =>
      findAll(element, 'hl2')
        .map((line) => tagged('p class="lead"', write(line)))
        .join(''),
    'byline dateline distributor rights note series docdata pubdata revision-history': null,
    'body.end identified-content key-list': null,
    // Of HTML within: its text, without its head.
    'title meta link': null,
    'inlineData DataContent': (element, write) => textToHtml(element) || write(element),
    hl1: null,
    // What describes the content of NewsML is not the content.
    'NewsLines AdministrativeMetadata DescriptiveMetadata RightsMetadata Metadata': null,
    'Identification NewsManagement Characteristics Comment Catalog TopicSet Role': null,
    'remoteContent partMeta': null,
    NewsComponent: (element, write) => {
      const role = roleOf(element);
      if (/title|headline/i.test(role)) return '';
      const inner = write(element);
      return /^(?:lead|abstract|summary)$/i.test(role) ? tagged('div class="lead"', inner) : inner;
    },
  }),
]);

function roleOf(component: XmlElement): string {
  const role = elementsIn(component).find(({ name }) => name === 'Role');
  return role?.attributes['FormalName'] ?? '';
}

const languageOf = ({ attributes }: XmlElement): string => (attributes['lang'] ?? '').toLowerCase();

/**
 * The articles of NewsML 1.2: its items, each with the components that are in Dutch where some of them
 * are, and say so.
 */
export function newsComponents(root: XmlElement): readonly XmlElement[] {
  return findAll(root, 'NewsItem').map((item) => {
    const components = everyElement(item).filter(({ name }) => name === 'NewsComponent');
    const isForeign = (element: XmlElement) =>
      languageOf(element) !== '' && !languageOf(element).startsWith('nl');
    const isMixed =
      components.some(isForeign) && components.some((part) => languageOf(part).startsWith('nl'));
    return isMixed
      ? without(item, (part) => part.name === 'NewsComponent' && isForeign(part))
      : item;
  });
}

function without(element: XmlElement, isLeftOut: (inner: XmlElement) => boolean): XmlElement {
  const children = element.children
    .filter((child) => typeof child === 'string' || !isLeftOut(child))
    .map((child) => (typeof child === 'string' ? child : without(child, isLeftOut)));
  return { ...element, children };
}
