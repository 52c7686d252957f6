import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Those that come with the package end the browser with its first window and switch the web's own safety off. */
const args = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium, unpacked once a machine. Whoever launches it closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpacked(), args, headless: true });
}

async function unpacked(): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const home = join(tmpdir(), `followthrough-chromium-${version}-${userInfo().uid}`);
  if (!existsSync(home)) await unpackTo(home);
  return join(home, 'chromium');
}

/** Unpacks beside the place and moves it there, so that two runs at once never see half a browser. */
async function unpackTo(home: string): Promise<void> {
  const before = process.env['TMPDIR'];
  const draft = mkdtempSync(`${home}-`);
  try {
    process.env['TMPDIR'] = draft;
    await sparticuz.executablePath();
    renameSync(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
    rmSync(draft, { recursive: true, force: true });
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
