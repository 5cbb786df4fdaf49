import type { Option } from 'commander';
import { expect, test } from 'vitest';
import { leaves, loadProgram } from '../support/commands.ts';
import { runTolk } from '../support/tolk.ts';

const program = await loadProgram();
const commands = leaves(program);

test('every command has help with what it does; the main ones have examples', async () => {
  const { code, stdout } = await runTolk(['--help']);
  expect(code).toBe(0);
  for (const command of program.commands) {
    expect(stdout).toContain(`  ${command.name()} `);
    expect(command.summary()).not.toBe('');
  }
  for (const [words, command] of commands) {
    const help = await runTolk([...words, '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain(`Usage: tolk ${words.join(' ')}`);
    expect(command.description()).not.toBe('');
    expect((await runTolk(['help', ...words])).stdout).toBe(help.stdout);
  }
});

test('help settings and help errors print the reference tables', async () => {
  expect((await runTolk(['help', 'settings'])).stdout).toContain('`TOLK_CONCURRENCY`');
  expect((await runTolk(['help', 'errors'])).stdout).toContain('`llm.rate_limited`');
  expect(await runTolk(['help', 'nonsense'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no help on "nonsense"'),
  });
  expect((await runTolk(['help', 'batch', 'nonsense'])).stderr).toContain(
    'batch run, batch submit',
  );
});

/** What the help calls a number that counts something, and one that measures something. */
const counts = /<(n|ms)>|\[n\]/;
const measures = /<(seconds|usd|days|sigma|share)>/;
const isNumber = ({ flags }: Option) => counts.test(flags) || measures.test(flags);

const numbers = commands.flatMap(([words, command]) =>
  command.options
    .filter(isNumber)
    .map((option) => ({ words, command, option, name: option.long ?? '' })),
);

test.each(numbers)('$words $name refuses what is not its kind of number', async (given) => {
  const { words, command, option, name } = given;
  const needed = command.registeredArguments.filter(({ required }) => required).map(() => 'x');
  const required = command.options.filter(({ mandatory }) => mandatory);
  const flags = required.flatMap(({ long }) => [long ?? '', 'x']);
  const wrong = measures.test(option.flags) ? 'veel' : '1.5';
  const { code, stderr } = await runTolk([...words, ...needed, ...flags, name, wrong], {
    env: { LLM_BASE_URL: 'http://127.0.0.1:9/v1' },
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`${name} must be a (?:whole )?number.*, not "${wrong}"`));
  expect(stderr).not.toContain('bug in Tolk');
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('config shows values and origins, and no secret', async () => {
  const { stdout } = await runTolk(['config', '--json', '--concurrency', '3'], {
    env: { OPENAI_API_KEY: 'sk-secret', REDIS_URL: 'redis://:geheim@h:1' },
  });
  expect(stdout).not.toMatch(/sk-secret|geheim/);
  expect(JSON.parse(stdout)).toEqual(
    expect.arrayContaining([
      { setting: 'TOLK_CONCURRENCY', value: 3, origin: 'flag' },
      { setting: 'OPENAI_API_KEY', value: '***', origin: 'environment' },
      { setting: 'REDIS_URL', value: 'redis://***@h:1', origin: 'environment' },
      { setting: 'TOLK_MODEL', value: 'gpt-6-luna', origin: 'default' },
    ]),
  );
});

test('config shows a provider’s own key, and what is missing of one without hiding the rest', async () => {
  const config = async (env: Readonly<Record<string, string>>) =>
    runTolk(['config', '--json', '--provider', 'groq'], { env });
  const withKey = await config({ GROQ_API_KEY: 'gsk-secret', MISTRAL_API_KEY: 'other-secret' });
  expect(withKey.stdout).not.toMatch(/gsk-secret|other-secret|MISTRAL/);
  expect(JSON.parse(withKey.stdout)).toContainEqual({
    setting: 'GROQ_API_KEY',
    value: '***',
    origin: 'environment',
  });
  const without = await config({});
  expect(without.stderr).toContain('which needs OPENAI_API_KEY or GROQ_API_KEY');
  expect(JSON.parse(without.stdout)).toContainEqual({
    setting: 'TOLK_PROVIDER',
    value: 'groq',
    origin: 'flag',
  });
});
