import { loadConfig } from '../../config/config.ts';
import { configKeys, settings } from '../../config/settings.ts';
import { errorAdvice } from '../../error-advice.ts';
import { type ErrorCode, errorCodes } from '../../errors.ts';
import { type Preset, type PresetName, presetFor, presetNames } from '../../llm/providers.ts';

/** All settings as a Markdown table; `src/README.md` holds it, and a test keeps the two the same. */
export function settingsTable(): string {
  const { values } = loadConfig({});
  const rows = configKeys.map((key) => {
    const value = values[key];
    const shown = value === undefined ? '' : `\`${value}\``;
    return `| \`${settings[key].env}\` | ${shown} | ${settings[key].doc} |`;
  });
  return ['| variable | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** All error codes as a Markdown table; `src/README.md` holds it, and a test keeps the two the same. */
export function errorsTable(): string {
  const codes = Object.keys(errorCodes) as ErrorCode[];
  const rows = codes.map((code) => {
    const { retryable, fault } = errorCodes[code];
    return `| \`${code}\` | ${fault} | ${retryable ? 'yes' : 'no'} | ${errorAdvice[code]} |`;
  });
  const head = ['| code | whose fault | tried again | what to do |', '| --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

/** All known LLM servers as a Markdown table; held in `src/README.md` like the others. */
export function providersTable(): string {
  const rows = presetNames.map((name) => describeProvider(name, presetFor(name, undefined)));
  const head = ['| `TOLK_PROVIDER` | address | known by it | key |', '| --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

function describeProvider(name: PresetName, preset: Preset): string {
  const { baseUrl, addressLike, host, needsKey, keyVariables } = preset;
  const address = baseUrl ?? `like ${addressLike}`;
  const named = host === undefined ? '' : 'yes';
  const keys = keyVariables.map((variable) => `\`${variable}\``).join(', ');
  const key = needsKey || keys === '' ? keys : `${keys} if it wants one`;
  return `| \`${name}\` | ${address} | ${named} | ${key} |`;
}
