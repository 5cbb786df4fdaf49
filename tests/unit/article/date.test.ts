import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { dateInPath, readDate, takeDate } from '../../../src/article/date.ts';

describe('dates that are read', () => {
  test.each([
    // Databases and programs
    ['2015-11-17 16:16:01 -0600', '2015-11-17T16:16:01-06:00'],
    ['2024-06-13 13:00 +0200', '2024-06-13T13:00+02:00'],
    ['2024-06-13 13:00:00 UTC', '2024-06-13T13:00:00Z'],
    ['2024-06-13T13:00:00.123456Z', '2024-06-13T13:00:00.123456Z'],
    ['2024-06-13T13:00:00+02:00[Europe/Amsterdam]', '2024-06-13T13:00:00+02:00'],
    ['20240613', '2024-06-13'],
    ['20240312T100000+0100', '2024-03-12T10:00:00+01:00'],
    ['20240613130000', '2024-06-13T13:00:00'],
    ['2024/06/13', '2024-06-13'],
    ['1718276400', '2024-06-13T11:00:00Z'],
    ['1718276400000', '2024-06-13T11:00:00Z'],
    [
      'Thu Jun 13 2024 13:00:00 GMT+0200 (Central European Summer Time)',
      '2024-06-13T13:00:00+02:00',
    ],
    ['Thu Jun 13 13:00:00 CEST 2024', '2024-06-13T13:00:00+02:00'],
    // Numbers, day first, with a time too
    ['03/04/2024', '2024-04-03'],
    ['03/04/2024 10:00', '2024-04-03T10:00'],
    ['3-4-2024 10:00', '2024-04-03T10:00'],
    ['3.4.2024', '2024-04-03'],
    ['13-6-2024 1:05 PM', '2024-06-13T13:05'],
    ['06-2024', '2024-06'],
    // Words
    ['do 13 jun. 2024', '2024-06-13'],
    ['donderdag 13 juni 2024 om 13:00', '2024-06-13T13:00'],
    ['13 juni 2024, 13.00 uur', '2024-06-13T13:00'],
    ['13 juni 2024 | 13u30', '2024-06-13T13:30'],
    ['12 maart 2024 dinsdag', '2024-03-12'],
    ['13-jun-2024', '2024-06-13'],
    ['13 June 2024', '2024-06-13'],
    ['June 13, 2024', '2024-06-13'],
    ['den 3den Mei 1901', '1901-05-03'],
    ['1 januarij 1850', '1850-01-01'],
    ['Gepubliceerd op 13 juni 2024 om 13:00', '2024-06-13T13:00'],
    // Feeds
    ['di, 12 mrt 2024 10:00:00 +0100', '2024-03-12T10:00:00+01:00'],
    ['Thu, 13 Jun 2024 00:30:00 +0200', '2024-06-13T00:30:00+02:00'],
  ])('%s is %s', (written, date) => {
    expect(readDate(written)).toEqual({ date });
  });
});

test.each([
  'NULL',
  'None',
  'NaN',
  '-',
  'n.d.',
  'z.j.',
  'onbekend',
  '',
  '0000-00-00 00:00:00',
  '-0001-11-30',
])('%j says that there is no date', (text) => {
  expect(readDate(text)).toEqual({ none: true });
});

test.each([
  'ca. 1900',
  '1938?',
  '[1938]',
  '1940-1945',
  'zomer 2024',
  '13 juni',
  '3-4-24',
  '06/13/2024',
  '2024-06-31',
  '2024-06-13T25:00',
  '2024-W24-4',
  '45456',
  '19e eeuw',
  '2023/24',
])('%s is no date that could be read for certain', (text) => {
  expect(readDate(text)).toHaveProperty('problem');
});

test.each([
  ['2020-08-03 Maandag begon het.', 'Maandag begon het.'],
  ['2020-08-03 10:00 Het regent.', 'Het regent.'],
  ['2020-08-03 10:00 met dank aan allen', 'met dank aan allen'],
])('the words behind a date are not part of it: %s', (text, rest) => {
  expect(takeDate(text)).toMatchObject({ date: expect.stringMatching(/^2020-08-03/), rest });
});

test.each(['Europe/Amsterdam', 'America/New_York', 'Asia/Tokyo'])(
  'the calendar date is the same on a machine in %s',
  (zone) => {
    const written = ['2024-06-13 00:30', '2024-06-13', '13-6-2024 23:30', '1718276400'];
    const program = `
      import { readDate } from ${JSON.stringify(new URL('../../../src/article/date.ts', import.meta.url).href)};
      console.log(JSON.stringify(${JSON.stringify(written)}.map((text) => readDate(text).date)));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual([
      '2024-06-13T00:30',
      '2024-06-13',
      '2024-06-13T23:30',
      '2024-06-13T11:00:00Z',
    ]);
  },
);

test.each([
  ['_posts/2024-06-13-brug.md', '2024-06-13'],
  ['blog/2024/03/27-brug.md', '2024-03-27'],
  ['blog/2024/03/27-brug/index.md', '2024-03-27'],
  ['20240613.txt', '2024-06-13'],
  ['2024_06_13 brug.txt', '2024-06-13'],
  ['nieuws/2024/06/brug.html', '2024-06'],
  ['brug.md', undefined],
  ['2024-13-45-brug.md', undefined],
  ['12345678.txt', undefined],
  ['export-2024-01-01/brug.txt', undefined],
])('the date in the path %s is %s', (path, date) => {
  expect(dateInPath(path)).toBe(date);
});
