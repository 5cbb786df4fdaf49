/*
 * What WordPress keeps of a post: HTML with comments between blocks, shortcodes, and in its classic
 * editor no tags for paragraphs: a blank line ends one.
 * What begins and does not end is looked for up to where the next one begins, and no further.
 */

const caption = /\[caption\b[^[\]]*\]((?:(?!\[caption\b)[\s\S])*?)\[\/caption\]/gi;
/** Those of WordPress and of the page builders that people use most; others are text in brackets. */
const shortcode =
  /\[\/?(?:gallery|embed|audio|video|playlist|wp_caption|caption|contact-form(?:-7)?|gravityform|ninja_form|vc_\w+|et_pb_\w+|fusion_\w+|av_\w+|su_\w+|rev_slider|layerslider|youtube|vimeo|twitter|instagram|facebook|soundcloud|more|ad|adsense|sidebar|button|toc|social\w*|newsletter\w*|mc4wp_form|tablepress|table)\b[^[\]]*\]/gi;
/** What is between these is an address. */
const embed = /\[embed\b[^[\]]*\](?:(?!\[embed\b)[\s\S])*?\[\/embed\]/gi;
const blockTag =
  /^<\/?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|thead|tbody|tr|t[dh]|figure|section|article|header|aside|hr|script|style|iframe)\b/i;

/** Makes HTML of the text of a post: shortcodes go, captions and paragraphs get their tags. */
export function toPlainHtml(text: string): string {
  const html = text
    .replace(caption, (_, inner: string) => `<figcaption>${inner}</figcaption>`)
    .replace(embed, '')
    .replace(shortcode, '');
  return withParagraphs(html);
}

/** Puts tags around paragraphs that only blank lines divide; what is preformatted stays. */
function withParagraphs(html: string): string {
  if (/<p[\s>]/i.test(html) || !/\n[^\S\n]*\n/.test(html)) return html;
  return html
    .split(/(<pre\b(?:(?!<pre\b)[\s\S])*?<\/pre>)/i)
    .map((part, at) => (at % 2 === 1 ? part : inParagraphs(part)))
    .join('\n');
}

function inParagraphs(html: string): string {
  const parts = html.replace(/<!--(?:(?!<!--)[\s\S])*?-->/g, '').split(/\n[^\S\n]*\n/);
  return parts
    .map((part) => part.trim())
    .map((part) =>
      part === '' || blockTag.test(part) ? part : `<p>${part.replaceAll('\n', '<br>')}</p>`,
    )
    .join('\n');
}
