import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

it('adds what .env says beneath what the process was given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'environment-'));
  try {
    const file = join(folder, '.env');
    writeFileSync(file, '# keys\nPATH=/nowhere\nFOLLOWTHROUGH_TEST_KEY="two words"\n');

    const environment = readEnvironment(file);

    expect(environment['FOLLOWTHROUGH_TEST_KEY']).toBe('two words');
    expect(environment['PATH']).toBe(process.env['PATH']);
    expect(process.env['FOLLOWTHROUGH_TEST_KEY']).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('does without .env', () => {
  expect(readEnvironment('/no/such/.env')['PATH']).toBe(process.env['PATH']);
});
