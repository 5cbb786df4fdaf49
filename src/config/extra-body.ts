import { z } from 'zod';

/** What Tolk itself must say in every request. */
const ownFields = ['model', 'messages', 'stream', 'stream_options', 'n', 'response_format'];

const bodySchema = z.record(z.string(), z.unknown());

/** Fields for the body of every request, as a JSON object. */
export const extraBody = z.string().transform((text, context) => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const body = bodySchema.safeParse(parse(text));
  if (!body.success) return refuse('is not a JSON object like {"provider":{"sort":"price"}}');
  const own = ownFields.find((name) => Object.hasOwn(body.data, name));
  return own === undefined ? body.data : refuse(`must not set "${own}", which Tolk sets`);
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
