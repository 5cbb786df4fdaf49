import type { Capabilities } from './http/capabilities.ts';
import type { RawAnswer } from './http/response.ts';
import type { Budget } from './limits/budgets.ts';
import type { Hold, KeptAnswer, LlmStore } from './store.ts';

/**
 * What calls keep, in the memory of this process: for whoever asks an LLM without sharing anything
 * with workers, such as the doctor.
 */
export function createInMemoryLlmStore(): LlmStore {
  const answers = new Map<string, RawAnswer>();
  const capabilities = new Map<string, Capabilities>();
  const holds = new Map<string, Hold>();
  const spent = new Map<string, number>();
  /** Calls that are booked and not sent. */
  const waiting = new Set<string>();
  const add = (budgets: readonly Budget[], usd: number) => {
    for (const { name } of budgets) spent.set(name, (spent.get(name) ?? 0) + usd);
  };
  return {
    readAnswer: async (key) => answers.get(key) ?? null,
    writeAnswer: async (key, answer) => void answers.set(key, answer),
    forgetAnswers: async (known) => {
      for (const { key, answer } of known) if (answers.get(key) === answer) answers.delete(key);
    },
    async claim(key) {
      const answer = answers.get(key);
      if (answer) return { answer };
      const end = async (kept?: KeptAnswer) => void (kept && answers.set(key, kept.raw));
      return { lease: { renew: async () => true, end } };
    },
    readCapabilities: async (server) => capabilities.get(server) ?? null,
    writeCapabilities: async (server, given) => void capabilities.set(server, given),
    readHold: async (server, model) => holds.get(`${server} ${model}`) ?? null,
    writeHold: async (server, hold) => void holds.set(`${server} ${hold.model}`, hold),
    async book({ id, budgets, usd }) {
      const full = budgets.find(({ name, limitUsd }) => (spent.get(name) ?? 0) + usd > limitUsd);
      if (full) return full;
      add(budgets, usd);
      waiting.add(id);
      return null;
    },
    sendBooked: async ({ id }) => waiting.delete(id),
    unbook: async ({ id, budgets, usd }) => void (waiting.delete(id) && add(budgets, -usd)),
    settle: async (budgets, usd) => add(budgets, usd),
  };
}
