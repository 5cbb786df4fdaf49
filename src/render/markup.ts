const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes a text for HTML and XML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}

/** HTML that is safe as it is. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/**
 * What a page of ours may do: show itself. Text is escaped; should it ever not be, no script runs and
 * nothing is fetched.
 */
export const contentPolicy = new Html(
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ' +
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">",
);

/** Joins pieces of HTML. */
export function joinHtml(pieces: readonly Html[], separator: string): Html {
  return new Html(pieces.join(escapeHtml(separator)));
}

/** What a template may contain: text is escaped, a list is joined by line ends, null is nothing. */
export type HtmlValue = string | number | null | Html | readonly Html[];

/**
 * Makes HTML of a template.
 *
 * @example
 * html`<p>${'a < b'}</p>`.toString(); // <p>a &lt; b</p>
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(
    parts.reduce((made, part, at) => made + toHtmlText(values[at - 1] ?? null) + part),
  );
}

function toHtmlText(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.join('\n');
  return escapeHtml(String(value));
}
