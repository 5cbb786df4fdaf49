import { expect, test } from 'vitest';
import { htmlToBlocks, plainText } from '../../../src/corpus/html.ts';

/** Kind, text, and what else the layout says. */
function read(html: string): unknown[] {
  return htmlToBlocks(html, 'brug.html').map(({ text, layout }) => {
    const { kind, ...more } = layout ?? { kind: 'paragraph' };
    return Object.keys(more).length === 0 ? [kind, text] : [kind, text, more];
  });
}

test.each([
  ['a footnote after a figure', '14<sup>3</sup> maanden', '14 maanden'],
  ['after a word', 'drie miljoen<sup>2</sup>', 'drie miljoen'],
  ['after a full stop', 'in 2019.<sup>1</sup> Toen', 'in 2019. Toen'],
  ['in brackets', 'de brug<sup>[12]</sup> kost', 'de brug kost'],
  ['several', 'de brug<sup>1,2</sup> kost', 'de brug kost'],
  ['a letter', 'de brug<sup>a</sup> kost', 'de brug kost'],
  ['a star', 'de brug<sup>*</sup> kost', 'de brug kost'],
  ['after a length', '40 km<sup>1</sup> lang', '40 km lang'],
  ['with a link after an area', '40 m<sup>2</sup><sup><a href="#n1">1</a></sup>', '40 m²'],
  ['without sup', 'de kade <a href="#n1">[1]</a>. Toen', 'de kade. Toen'],
  ['an area', '40 m<sup>2</sup> en 3 km<sup>2</sup>', '40 m² en 3 km²'],
  ['a power of ten', '2 × 10<sup>6</sup>', '2 × 10⁶'],
  ['a negative power', '3 m s<sup>-1</sup>', '3 m s⁻¹'],
  ['an ordinal', 'de 19<sup>e</sup> en 2<sup>de</sup> eeuw', 'de 19e en 2de eeuw'],
  ['a price', '€ 19<sup>95</sup>', '€ 19,95'],
  ['a time', 'om 10<sup>30</sup> uur', 'om 10.30 uur'],
  ['a fraction', '3<sup>1</sup>/<sub>2</sub> uur', '3 1/2 uur'],
  ['a formula', 'CO<sub>2</sub> en E = mc<sup>2</sup>', 'CO2 en E = mc²'],
])('raised: %s', (_, html, expected) => {
  expect(read(`<p>${html}</p>`)).toEqual([['paragraph', expected]]);
});

test('footnotes come last, with their marks, whatever their HTML', () => {
  expect(
    read(`<p>De brug<sup><a href="#fn1" id="r1">1</a></sup> kost 3<a href="#_ftn2">[b]</a> ton.</p>
      <ol><li id="fn1"><p>Sinds 1901. <a href="#r1">↩</a></p><p>Of eerder.</p></li></ol>
      <p><a name="_ftn2" href="#x">[b]</a> Zonder btw.</p><p>Slot.</p><p><sup>*</sup> Bron: gemeente</p>`),
  ).toEqual([
    ['paragraph', 'De brug kost 3 ton.'],
    ['paragraph', 'Slot.'],
    ['note', 'Sinds 1901.', { mark: '1' }],
    ['note', 'Of eerder.', { mark: '1' }],
    ['note', 'Zonder btw.', { mark: 'b' }],
    ['note', 'Bron: gemeente', { mark: '*' }],
  ]);
});

test('lists keep their numbers and their depth', () => {
  expect(
    read(`<ul><li>een brug<ul><li>van staal</li></ul></li><li><p>een pad</p><p>van klei</p></li></ul>
      <ol start="3"><li>eerst<li value="7">dan</ol><ol type="a"><li>ten slotte</ol>
      <ul><li><input type="checkbox" checked> verf</ul><p>- hout<br>- steen</p>`),
  ).toEqual([
    ['item', 'een brug', { mark: '-', depth: 0 }],
    ['item', 'van staal', { mark: '-', depth: 1 }],
    ['item', 'een pad', { mark: '-', depth: 0 }],
    ['item', 'van klei', { mark: '', depth: 0 }],
    ['item', 'eerst', { mark: '3.', depth: 0 }],
    ['item', 'dan', { mark: '7.', depth: 0 }],
    ['item', 'ten slotte', { mark: 'a.', depth: 0 }],
    ['item', 'verf', { mark: '- [x]', depth: 0 }],
    ['item', 'hout', { mark: '-', depth: 0 }],
    ['item', 'steen', { mark: '-', depth: 0 }],
  ]);
});

test('tables are rows; a table that only lays out a page is none', () => {
  expect(
    read(`<table><caption>Kosten</caption><tr><th>Jaar</th><th>Bedrag</th></tr>
      <tr><td rowspan="2">2024</td><td>3<sup>1</sup> | 4 mln</td></tr><tr><td>5<br>mln</td></tr>
      <tr><td colspan="2">samen</td></tr></table>
      <table><tr><td><h2>Brug</h2><p>Open.</p></td><td>Menu</td></tr></table>`),
  ).toEqual([
    ['caption', 'Kosten'],
    ['row', 'Jaar | Bedrag', { isHead: true }],
    ['row', '2024 | 3 ¦ 4 mln', { isHead: false }],
    ['row', ' | 5 mln', { isHead: false }],
    ['row', 'samen | ', { isHead: false }],
    ['heading', 'Brug', { level: 2 }],
    ['paragraph', 'Open.'],
    ['paragraph', 'Menu'],
  ]);
});

test('quotes, code, captions, verse, leads and headings are what they were', () => {
  expect(
    read(`<p class="article-intro">De brug is open.</p><h3>De <em>oude</em><br>brug</h3>
      <blockquote><p>Blij.</p><blockquote>Zeer.</blockquote></blockquote>
      <pre><code class="language-js">open();\n\n  dicht();</code></pre>
      <figure><img src="b.jpg" alt="De brug"><figcaption>De brug. © ANP</figcaption></figure>
      <p>O brug<br>o water<br>o wind</p><p>Eerst dit.<br><br>Dan dat.</p>
      <pre>Wie dit leest, leest gewone zinnen die iemand\nmet vaste regels heeft geschreven.</pre>`),
  ).toEqual([
    ['lead', 'De brug is open.'],
    ['heading', 'De oude brug', { level: 3 }],
    ['quote', 'Blij.', { depth: 0 }],
    ['quote', 'Zeer.', { depth: 1 }],
    ['code', 'open();\n\n  dicht();', { language: 'js' }],
    ['caption', 'De brug. © ANP'],
    ['verse', 'O brug\no water\no wind'],
    ['paragraph', 'Eerst dit.'],
    ['paragraph', 'Dan dat.'],
    [
      'paragraph',
      'Wie dit leest, leest gewone zinnen die iemand met vaste regels heeft geschreven.',
    ],
  ]);
});

test('what nobody sees is no text, and words stay whole', () => {
  expect(
    read(`<p><span class="dropcap">D</span>e ge<wbr>meente <del>drie</del> vier <b>bru</b>ggen</p>
      <p hidden>nee</p><p style="display: none">nee</p><span class="sr-only">nee</span>
      <script>nee</script><svg><title>nee</title></svg><p>Hij zei <q>ja</q>
      <img class="emoji" alt="🙂"><img alt="foto"></p>`),
  ).toEqual([
    ['paragraph', 'De gemeente vier bruggen'],
    ['paragraph', 'Hij zei “ja” 🙂'],
  ]);
});

test('a title is plain text', () => {
  expect(plainText('Caf&eacute;s &amp; <em>bars</em> &#8216;open&#8217;')).toBe(
    'Cafés & bars ‘open’',
  );
  expect(plainText('3 < 4 & 5 > 2')).toBe('3 < 4 & 5 > 2');
});
