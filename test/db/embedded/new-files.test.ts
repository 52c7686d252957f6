import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFiles, prepareFiles } from '../../../src/db/embedded/new-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'followthrough-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const database = () => join(folder, 'database');
const prepared = () => join(folder, 'prepared');
const make = async (directory: string) => writeFileSync(join(directory, 'PG_VERSION'), '18\n');
const fail = () => Promise.reject(new Error('no room'));
const never = () => Promise.reject(new Error('made although it was there'));

describe('the files of a new embedded database', () => {
  it('are copied where the installation left some, and leave those as they are', async () => {
    await prepareFiles(make, prepared());

    await newFiles(database(), never, prepared());
    writeFileSync(join(database(), 'PG_VERSION'), 'used\n');

    expect(readFileSync(join(prepared(), 'PG_VERSION'), 'utf8')).toBe('18\n');
    expect(existsSync(join(folder, 'first-start'))).toBe(false);
  });

  it('are made where it left none', async () => {
    await newFiles(database(), make, prepared());

    expect(readFileSync(join(database(), 'PG_VERSION'), 'utf8')).toBe('18\n');
    expect(readdirSync(folder)).toEqual(['database']);
  });

  it('begin anew after a first start that failed', async () => {
    await expect(newFiles(database(), fail, prepared())).rejects.toThrow('no room');
    writeFileSync(join(database(), 'half'), 'written');

    await newFiles(database(), make, prepared());

    expect(readdirSync(database())).toEqual(['PG_VERSION']);
  });
});

describe('an installation', () => {
  it('prepares the files once', async () => {
    await prepareFiles(make, prepared());
    await prepareFiles(never, prepared());

    expect(readdirSync(folder)).toEqual(['prepared']);
  });

  it('leaves nothing half made behind when it cannot', async () => {
    await expect(prepareFiles(fail, prepared())).rejects.toThrow('no room');

    expect(readdirSync(folder)).toEqual([]);
  });
});
