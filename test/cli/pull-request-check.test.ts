import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { runCommand } from '../support/command-line.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(home, 'docs/pull-requests.md'), 'utf8');
const [github, gitlab] = [...page.matchAll(/```yaml\n((?:name|postmortems):[\s\S]*?)```/g)].map(
  ([, yaml]): unknown => parse(yaml ?? ''),
);

const merged = '# Old outage\n\n## Action items\n\n- Improve monitoring\n';
const proposed = `---
title: Checkout refused cards
startedAt: 2026-11-02T09:12:00Z
published: 2026-11-03
---

## Action items

| Action item | Owner | Due | Test |
|---|---|---|---|
| Reject unknown currency codes in the gateway config | Priya Nair | 2026-11-20 | a deploy with code XYZ is refused |
| Look into 5 % of retries, and such | Team Payments | 2026-11-20 | |
| Reduce the load on the ledger | Ana Lima | | |
`;
const sound = proposed.split('\n').slice(0, -3).join('\n');

/** A checkout of somebody's repository as CI has it: a branch with one changed and one new postmortem, and a name with a comma. */
function checkout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@acme.example', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  git('init', '-q', '-b', 'main');
  put('docs/postmortems/old.md', merged);
  git('add', '.');
  git('commit', '-qm', 'Begin');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  for (const [path, text] of Object.entries(files)) put(path, text);
  git('add', '.');
  git('commit', '-qm', 'Tell of the checkout');
  symlinkSync(home, join(folder, '.followthrough'));
  return folder;
}

async function shell(script: string, cwd: string, env: Record<string, string>) {
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const options = { cwd, env: { ...process.env, PATH: path, FOLLOWTHROUGH_CONFIG: '', ...env } };
  try {
    const { stdout, stderr } = await promisify(execFile)('bash', ['-eo', 'pipefail', '-c', script], options);
    return { failed: false, stdout, stderr };
  } catch (error) {
    return z
      .object({ stdout: z.string(), stderr: z.string() })
      .transform((told) => ({ failed: true, ...told }))
      .parse(error);
  }
}

const outside = { FOLLOWTHROUGH_CONFIG: '' };

function checkOld(cwd: string) {
  return runCommand(['import', '--dry-run', '--format', 'github', 'docs/postmortems/old.md'], {
    cwd,
    env: outside,
  });
}

describe('the check of pull requests', { timeout: 60_000 }, () => {
  const folders: string[] = [];
  let weak = '';
  let fine = '';
  beforeAll(() => {
    weak = checkout({ 'docs/postmortems/2026, checkout.md': proposed });
    fine = checkout({ 'docs/postmortems/checkout.md': sound });
    folders.push(weak, fine);
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const githubScript = z
    .object({
      jobs: z.object({ check: z.object({ steps: z.array(z.object({ run: z.string().optional() })) }) }),
    })
    .transform(({ jobs }) => jobs.check.steps.at(-1)?.run ?? '')
    .parse(github);
  const gitlabScript = z
    .object({ postmortems: z.object({ script: z.array(z.string()) }) })
    .transform(({ postmortems }) => postmortems.script.join('\n'))
    .parse(gitlab);

  it('shows on GitHub, by the very step of the docs, what is weak beside its line, and fails', async () => {
    const { failed, stdout, stderr } = await shell(githubScript, weak, { GITHUB_BASE_REF: 'main' });
    const [error, warning, ...others] = stdout.trimEnd().split('\n');

    expect(failed).toBe(true);
    expect(others).toEqual([]);
    expect(error).toMatch(
      /^::error file=docs\/postmortems\/2026%2C checkout\.md,line=12,title=vague%2C team-owner::Nobody can tell/,
    );
    expect(error).toContain('%0A→ Decide by year-month-day on 5 %25 of retries, and such, and write');
    expect(warning).toMatch(/,line=13,title=no-test%2C no-due-date::/);
    expect(stderr).toContain(
      '3 action items in 1 postmortem: 2 errors and 2 warnings; the policy is not met.',
    );
  });

  it('passes when what is proposed is sound, whatever was merged earlier', async () => {
    const { failed, stdout } = await shell(githubScript, fine, { GITHUB_BASE_REF: 'main' });

    expect({ failed, stdout }).toEqual({ failed: false, stdout: '' });
  });

  it('writes for GitLab, by the very job of the docs, a code quality report, and fails', async () => {
    const { failed } = await shell(gitlabScript, weak, { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'origin/main' });
    const report: unknown = JSON.parse(readFileSync(join(weak, 'gl-code-quality-report.json'), 'utf8'));
    const entries = z
      .array(
        z.strictObject({
          description: z.string().min(1),
          check_name: z.string(),
          fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
          severity: z.enum(['minor', 'major']),
          location: z.strictObject({
            path: z.literal('docs/postmortems/2026, checkout.md'),
            lines: z.strictObject({ begin: z.number() }),
          }),
        }),
      )
      .parse(report);

    expect(failed).toBe(true);
    expect(entries.map((one) => [one.check_name, one.severity, one.location.lines.begin])).toEqual([
      ['vague', 'major', 12],
      ['team-owner', 'major', 12],
      ['no-test', 'minor', 13],
      ['no-due-date', 'minor', 13],
    ]);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });

  it('leaves an empty report when nothing is weak, or nothing was changed', async () => {
    for (const base of ['origin/main', 'HEAD']) {
      const { failed } = await shell(gitlabScript, fine, { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });

      expect(failed).toBe(false);
      expect(readFileSync(join(fine, 'gl-code-quality-report.json'), 'utf8').trim()).toBe('[]');
    }
  });

  it('takes the policy of a configuration whose secrets are not set, and says where it is wrong', async () => {
    const put = (rules: string) => {
      const yaml = `trackers: [{ id: a, kind: linear, apiKey: "\${NOT_SET_ANYWHERE}" }]\npolicy:\n  qualityRules:\n    ${rules}\n`;
      mkdirSync(join(fine, 'config'), { recursive: true });
      writeFileSync(join(fine, 'config/followthrough.yaml'), yaml);
    };
    put('{ vague: warning, no-owner: off, no-due-date: off, only-monitoring: off }');
    expect(await checkOld(fine)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^::warning .*title=vague::/),
    });
    put('no-tests: off');
    expect(await checkOld(fine)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^config\/followthrough\.yaml:4: policy\.qualityRules\.no-tests .*did you mean no-test\?/,
      ),
    });
    put('no-test: never');
    expect((await checkOld(fine)).stderr).toMatch(
      /:4: policy\.qualityRules\.no-test is neither off nor warning nor error\./,
    );
  });

  it.each([
    ['a format of checks without --dry-run', ['import', 'a.md', '--format', 'github'], '--dry-run'],
    [
      'a configuration file that is not there',
      ['import', '--dry-run', 'a.md', '--config', 'no.yaml'],
      'no.yaml',
    ],
  ])('refuses %s', async (_what, args, told) => {
    const { exitCode, stderr } = await runCommand(args, { cwd: weak, env: outside });

    expect(exitCode).toBe(2);
    expect(stderr).toContain(told);
  });
});
