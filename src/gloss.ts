/** The name the practice LLM answers under, whatever model it was asked for. */
export const sandboxModel = 'sandbox';

/** True when the model that answered is the sandbox, which glosses word by word: no translation. */
export function isGloss(model: string): boolean {
  return model === sandboxModel || model.startsWith(`${sandboxModel}-`);
}
