import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const packageJson = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  bin: z.object({ tolk: z.string() }),
});

describe('docker-compose.yml', () => {
  const serviceSchema = z.looseObject({
    image: z.string().optional(),
    build: z.unknown().optional(),
    command: z.unknown().optional(),
    container_name: z.undefined({ error: 'a fixed name cannot be scaled' }).optional(),
    ports: z.array(z.string()).optional(),
    volumes: z.array(z.string()).optional(),
    environment: z.record(z.string(), z.string()).optional(),
    env_file: z.unknown().optional(),
    depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).optional(),
    healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
    stop_grace_period: z.string().optional(),
  });
  const compose = z
    .object({
      services: z.object({ redis: serviceSchema, worker: serviceSchema }),
      volumes: z.record(z.string(), z.unknown()),
    })
    .parse(parse(readFileSync('docker-compose.yml', 'utf8')));
  const { redis, worker } = compose.services;

  test('Redis keeps its data: append-only file, no eviction, a named volume', () => {
    expect(String(redis.command)).toMatch(/--appendonly yes.*--maxmemory-policy noeviction/);
    expect(
      redis.volumes
        ?.map((volume) => volume.split(':')[0])
        .every((name) => name !== undefined && name in compose.volumes),
    ).toBe(true);
  });

  test('the worker scales, waits for Redis, takes secrets from an env file and has time to stop', () => {
    expect(worker.ports).toBeUndefined();
    expect(worker.depends_on?.['redis']?.condition).toBe('service_healthy');
    expect(worker.env_file).toBeDefined();
    expect(Object.keys(worker.environment ?? {})).not.toContain('OPENAI_API_KEY');
    expect(worker.stop_grace_period).toBe('45s');
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const instructions = dockerfile
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const last = (name: string) => instructions.findLast((line) => line.startsWith(`${name} `));

  test('several stages, the last one without the tools that build', () => {
    expect(instructions.filter((line) => line.startsWith('FROM ')).length).toBeGreaterThan(1);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
  });

  test('runs as nobody special, with a health check', () => {
    expect(last('USER')).toBe('USER node');
    expect(last('HEALTHCHECK')).toContain('grep -qx running "$TOLK_HEALTH_FILE"');
  });

  test('its health check passes for a worker that runs, and for none that is paused, frozen or gone', () => {
    const [, check = ''] = (last('HEALTHCHECK') ?? '').split(' CMD ');
    const file = join(mkdtempSync(join(tmpdir(), 'tolk-health-')), 'health');
    const env = { ...process.env, TOLK_HEALTH_FILE: file };
    const isHealthy = () => spawnSync('sh', ['-c', check], { env }).status === 0;
    expect(isHealthy()).toBe(false);
    writeFileSync(file, 'running\n');
    expect(isHealthy()).toBe(true);
    writeFileSync(file, 'paused\n');
    expect(isHealthy()).toBe(false);
    writeFileSync(file, 'running\n');
    const before = Date.now() / 1_000 - 60;
    utimesSync(file, before, before);
    expect(isHealthy()).toBe(false);
  });

  test('runs the command itself as pid 1, so that SIGTERM reaches it', () => {
    expect(last('ENTRYPOINT')).toMatch(/^ENTRYPOINT \["node", "/);
    const bin = packageJson.parse(JSON.parse(readFileSync('package.json', 'utf8'))).bin.tolk;
    expect(last('ENTRYPOINT')).toContain(bin);
  });
});
