import { z } from 'zod';

/** Where Ollama, LM Studio, llama.cpp and vLLM listen when nobody says otherwise. */
const usualAddresses = [11434, 1234, 8080, 8000].map((port) => `http://127.0.0.1:${port}/v1`);

/** Addresses of LLM servers, separated by commas; `none` for no address. */
export const localServers = z
  .string()
  .default(usualAddresses.join(','))
  .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .pipe(
    z.array(
      z.url({
        protocol: /^https?$/,
        error: 'must be addresses like http://127.0.0.1:8080/v1, separated by commas, or none',
      }),
    ),
  );
