import { minuteMs } from '../duration.ts';
import { withCaFile } from '../redis-address.ts';
import type { SettingValues } from './settings.ts';

/**
 * The configuration in sections, one for each part of Tolk that takes it. Whoever reads a setting
 * names its section, so that a search for `llm.limits` finds everyone who reads `TOLK_RPM`.
 */
export function toSections(
  values: SettingValues,
  providerKeys: Readonly<Record<string, string>> = {},
) {
  return {
    redis: {
      url: values.redisUrl && withCaFile(values.redisUrl, values.caFile),
      prefix: values.prefix,
      dataDir: values.dataDir,
      serverProgram: values.redisServer,
    },
    llm: {
      provider: values.provider,
      apiKey: values.apiKey,
      apiKeyFile: values.apiKeyFile,
      tokenCommand: values.tokenCommand,
      /** Keys in the variables that each provider has for them. */
      providerKeys,
      baseUrl: values.baseUrl,
      apiVersion: values.apiVersion,
      localServers: values.localServers,
      model: values.model,
      fallbackModels: values.fallbackModels ?? [],
      reasoningEffort: values.reasoningEffort,
      serviceTier: values.serviceTier,
      extraBody: values.extraBody,
      pricesFile: values.pricesFile,
      dailyBudgetUsd: values.dailyBudgetUsd,
      http: {
        connectTimeoutMs: values.connectTimeoutMs,
        callTimeoutMs: callTimeoutFor(values),
        silenceTimeoutMs: values.silenceTimeoutMs,
        answerTimeoutMs: values.answerTimeoutMs,
        httpsProxy: values.httpsProxy,
        noProxy: values.noProxy,
        caFile: values.caFile,
      },
      limits: {
        requestsPerMinute: values.requestsPerMinute,
        tokensPerMinute: values.tokensPerMinute,
        maxCalls: values.maxCalls,
      },
      retry: { patienceMs: values.patienceMs },
      cache: { days: values.cacheDays, maxCalls: values.cacheMaxCalls },
    },
    translate: {
      glossaryFile: values.glossaryFile,
      chunkTokens: values.chunkTokens,
      prompt: values.prompt,
      calls: values.calls,
      chunkConcurrency: values.chunkConcurrency,
    },
    verify: { nliDir: values.nliDir },
    translationMemory: { days: values.memoryDays, maxPairs: values.memoryMaxPairs },
    articleLimits: {
      maxBytes: values.maxBytes,
      maxSegments: values.maxSegments,
      strictDates: values.strictDates,
      dateOrder: values.dateOrder,
      encoding: values.encoding,
    },
    results: { days: values.resultDays },
    jobs: { attempts: values.attempts, retryDelayMs: values.retryDelayMs },
    worker: {
      concurrency: values.concurrency,
      processes: values.processes,
      lockMs: values.lockMs,
      stalledCheckMs: values.stalledCheckMs,
      shutdownMs: values.shutdownMs,
      logLevel: values.logLevel,
      logFormat: values.logFormat,
      healthFile: values.healthFile,
    },
    batchApi: {
      pollMs: values.batchApiPollMs,
      lingerMs: values.batchApiLingerMs,
      maxRequests: values.batchApiMaxRequests,
      maxBytes: values.batchApiMaxBytes,
      maxTokens: values.batchApiMaxTokens,
    },
    feeder: { maxArticles: values.feedMaxArticles, maxBytes: values.feedMaxBytes },
  } as const;
}

/** A flex call waits until there is room (OpenAI: allow 15 minutes). */
const flexTimeoutMs = 15 * minuteMs;

function callTimeoutFor({ callTimeoutMs, serviceTier }: SettingValues): number {
  return serviceTier === 'flex' ? Math.max(callTimeoutMs, flexTimeoutMs) : callTimeoutMs;
}

/** All of Tolk's configuration, validated; made by `loadConfig`. */
export type Config = ReturnType<typeof toSections>;
