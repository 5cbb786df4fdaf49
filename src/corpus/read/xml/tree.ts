import { decodeHTMLStrict } from 'entities';
import { SaxesParser } from 'saxes';
import { decodeText } from '../../../article/text.ts';
import { TolkError } from '../../../errors.ts';

/** An element of XML, by its name without prefix; white space stays as it is written. */
export interface XmlElement {
  readonly name: string;
  /** By their names without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** What an element has in it. */
export type XmlNode = XmlElement | string;

/** Nobody nests deeper; what does would take the stack. */
const maxDepth = 200;
/** A book with a mark on each word has half as many. */
const maxElements = 1_000_000;

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}

/**
 * Reads XML into a tree. Nothing is fetched and no entity is declared: those of HTML are known.
 *
 * @param name how messages call it
 * @throws TolkError `corpus.malformed` with the line, where it is not valid or more than is held
 */
export function parseXml(text: string, name: string): XmlElement {
  const parser = new SaxesParser();
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  let elements = 0;
  const refuse = (what: string, cause?: unknown) =>
    new TolkError('corpus.malformed', `${name}:${parser.line}: ${what}`, { cause });
  parser.on('opentag', ({ name: tag, attributes }) => {
    elements += 1;
    if (open.length > maxDepth) throw refuse(`elements inside each other, over ${maxDepth} deep`);
    if (elements > maxElements)
      throw refuse(`over ${maxElements.toLocaleString('en-US')} elements; split it`);
    const own = Object.entries(attributes).map(([key, value]) => [localName(key), value] as const);
    const element = { name: localName(tag), attributes: Object.fromEntries(own), children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const add = (part: string) => open.at(-1)?.children.push(part);
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => open.pop());
  parser.on('error', (cause) => {
    throw refuse(`not valid XML (${cause.message.replace(/^\d+:\d+: /, '')})`, cause);
  });
  parser.write(withPlainEntities(text.trimStart())).close();
  const [found] = elementsIn(root);
  if (found) return found;
  throw refuse('not valid XML (there is no element in it)');
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** `&eacute;` is declared in a DTD, which is not read. */
function withPlainEntities(text: string): string {
  return text.replace(/&[a-z]\w{1,30};/gi, (entity) => {
    const isOfXml = /^&(?:amp|lt|gt|quot|apos);$/.test(entity);
    return isOfXml ? entity : decodeHTMLStrict(entity);
  });
}

/** Decodes XML, by what it declares itself to be where it is not UTF-8. */
export function decodeXml(
  bytes: Uint8Array,
  name: string,
  onNote?: Parameters<typeof decodeText>[2],
): string {
  return bare(decodeText(bytes, name, onNote));
}

/** Without a byte order mark, also one that was decoded wrongly and written again. */
const bare = (text: string): string => text.replace(/^(?:\ufeff|ï»¿)+/, '');

/** The elements in an element. */
export function elementsIn({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

/** All text in an element, spaces as one. */
export function textOf(element: XmlElement): string {
  const parts: string[] = [];
  const visit = (node: XmlNode): void => {
    if (typeof node === 'string') parts.push(node);
    else for (const child of node.children) visit(child);
  };
  visit(element);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** All elements of these names, the outermost, in order. */
export function findAll(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return elementsIn(element).flatMap((child) =>
    names.includes(child.name) ? [child] : findAll(child, ...names),
  );
}

/**
 * What a path leads to first: `contentMeta/headline` is a headline in a contentMeta anywhere,
 * `date.issue@norm` an attribute of it, `meta[name=DC.title]@content` that of one so named; undefined
 * where there is none, or nothing in it.
 */
export function valueAt(element: XmlElement, path: string): string | undefined {
  const [, names = '', attribute] = /^(.*?)(?:@([\w.-]+))?$/.exec(path) ?? [];
  const [first = () => false, ...others] = names.split('/').map(toStep);
  let found = everyElement(element).filter(first);
  for (const step of others) found = found.flatMap((outer) => elementsIn(outer).filter(step));
  const values = found.map((inner) =>
    attribute === undefined ? textOf(inner) : (inner.attributes[attribute] ?? '').trim(),
  );
  return values.find((value) => value !== '');
}

function toStep(step: string): (element: XmlElement) => boolean {
  const [, name, key = '', value] = /^([^[]+)(?:\[(\w+)=([^\]]+)\])?$/.exec(step) ?? [];
  return (element) =>
    element.name === name && (value === undefined || element.attributes[key] === value);
}

/** An element and all in it, in order. */
export function everyElement(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (own: XmlElement): void => {
    found.push(own);
    for (const child of own.children) if (typeof child !== 'string') visit(child);
  };
  visit(element);
  return found;
}
