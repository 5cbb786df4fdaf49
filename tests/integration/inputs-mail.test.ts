import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readShown, type Shown } from '../support/shown-articles.ts';

/* Messages as programs write them; those made by another program are in tests/fixtures. */

const first = 'Het waterschap hoogt de dijk bij Veenbrug dit jaar een halve meter op.';
const second = 'Bewoners van de Kadestraat moeten een jaar lang omrijden over de oude veerweg.';
const head = 'From: Ada Bos <ada@dijk.example>\nDate: Tue, 3 May 2022 06:30:00 +0200\n';
const html = 'Content-Type: text/html; charset=utf-8\n\n';
const plain = 'Content-Type: text/plain; charset=utf-8\n\n';
const shown = (title: string, ...segments: readonly string[]): Shown => [
  `= | ${title} | 2022-05-03T06:30:00+02:00 | Ada Bos`,
  ...segments,
];
const outlookLine = '<div style="border:none;border-top:solid #E1E1E1 1.0pt">';

const messages: readonly (readonly [
  what: string,
  name: string,
  content: string | Uint8Array,
  shown: Shown,
  notes?: readonly string[],
])[] = [
  [
    'a newsletter, with what every one of them has around it',
    'a.eml',
    `${head}Subject: Nieuwsbrief\n${html}<table><tr><td><a href="x">Bekijk online</a></td></tr>` +
      `<tr><td><h2>Dijk</h2><p>${first}</p><a href="y">Lees meer</a></td></tr><tr><td>${second}</td></tr>` +
      '<tr><td>Je ontvangt deze mail omdat je je hebt aangemeld. <a href="z">Afmelden</a></td></tr></table>',
    shown('Nieuwsbrief', '## Dijk', first, second),
    ['mail-left-out: newsletter', 'mail-left-out: related', 'mail-left-out: newsletter'],
  ],
  [
    'a message that is passed on, with a line over it',
    'a.eml',
    `${head}Subject: FW: Dijk\n${plain}Ter info.\n\n-----Oorspronkelijk bericht-----\nVan: Dijk\n` +
      `Verzonden: maandag\nAan: Ada\nOnderwerp: Dijk\n\n${first}\n\n${second}\n`,
    shown('Dijk', first, second),
    ['mail-left-out: what was written over it'],
  ],
  [
    'one that Apple passes on',
    'a.eml',
    `${head}Subject: Fwd: Dijk\n${plain}Begin doorgestuurd bericht:\n\n> Van: Dijk <d@dijk.example>\n` +
      `> Onderwerp: Dijk\n> Datum: 2 mei 2022\n>\n> ${first}\n>\n> ${second}\n`,
    shown('Dijk', first, second),
  ],
  [
    'one that Gmail passes on',
    'a.eml',
    `${head}Subject: Fwd: Dijk\n${html}<div>Ter info</div><div class="gmail_quote"><div class="gmail_attr">` +
      '---------- Forwarded message ---------<br>Van: <b>Dijk</b><br>Date: ma 2 mei 2022<br>To: Ada</div>' +
      `<p>${first}</p></div>`,
    shown('Dijk', first),
    ['mail-left-out: what was written over it'],
  ],
  [
    'one that Outlook passes on',
    'a.eml',
    `${head}Subject: FW: Dijk\n${html}<p>Ter info</p>${outlookLine}<p><b>Van:</b> Dijk<br><b>Aan:</b> Ada</p></div><p>${first}</p>`,
    shown('Dijk', first),
    ['mail-left-out: what was written over it'],
  ],
  [
    'letters of Latin-1 that nothing declares',
    'a.eml',
    Buffer.from(
      `${head}Subject: Café\n\nDe cafés bij de coöperatie in België zijn open.\n`,
      'latin1',
    ),
    shown('Café', 'De cafés bij de coöperatie in België zijn open.'),
  ],
  [
    'a page that a browser saved',
    'a.mht',
    'From: <Saved by Blink>\nSnapshot-Content-Location: https://dijk.example/a\nSubject: Dijk\n' +
      'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n' +
      `Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<!DOCTYPE html><html><head>` +
      '<meta charset=3D"UTF-8"><title>Dijk hoger</title></head><body><nav><a href=3D"/">Home</a></nav>' +
      `<article><h1>Dijk hoger</h1><p>${first}</p><p>Het caf=C3=A9 blijft open.</p></article></body></html>\n--b--\n`,
    ['= | Dijk hoger', first, 'Het café blijft open.'],
  ],
  [
    'a sentence that begins with "From"',
    'a.mbox',
    `From ada@dijk.example Tue May  3 06:30:00 2022\n${head}Subject: Dijk\n\n${first}\n\n` +
      `From nu af is het zo.\n\nFrom ada@dijk.example Tue May  3 06:31:00 2022\n${head}Subject: Weg\n\n${second}\n`,
    [...shown('Dijk', first, 'From nu af is het zo.'), ...shown('Weg', second)],
  ],
];

test.for(messages)('%s', async ([, name, content, expected, notes = []]) => {
  const path = join(await mkdtemp(join(tmpdir(), 'tolk-mail-')), name);
  await writeFile(path, content);
  const found = await readShown(path);
  expect(found.shown).toEqual(expected);
  expect(found.notes).toEqual(notes);
});
