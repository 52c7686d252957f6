// Run by npm behind the installation: what the first start would have to do otherwise. Whatever fails here is only done later.
import { existsSync } from 'node:fs';

const sources = new URL('../src/', import.meta.url);
if (Number.parseInt(process.versions.node, 10) >= 24 && existsSync(sources)) {
  try {
    await import('./prepare.mjs');
    const { makeFiles } = await import('../src/db/embedded/engine.ts');
    const { prepareFiles } = await import('../src/db/embedded/new-files.ts');
    await prepareFiles(makeFiles);
    // Loading everything once leaves it in the compile cache.
    await import('../src/demo/demo.ts');
  } catch (error) {
    process.stderr.write(`The first start will take some seconds longer: ${String(error)}\n`);
  }
}
