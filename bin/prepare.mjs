// What makes a process of the product start quickly and stay small; before anything else of it is loaded.
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

// Drizzle's ES modules import each other in rings, which takes Node a second and 160 MB to link; its CommonJS build is the same code.
module.registerHooks({
  resolve: (specifier, context, next) =>
    next(
      specifier,
      specifier.startsWith('drizzle-orm')
        ? { ...context, conditions: ['node', 'require', 'default'] }
        : context,
    ),
});
// Linking a few hundred modules makes much short-lived garbage; a nursery that never grows keeps some 200 MB from being held for ever.
v8.setFlagsFromString('--semi-space-growth-factor=1');
// Types are stripped once, not at every start; where nothing can be written this does nothing.
module.enableCompileCache(join(fileURLToPath(new URL('..', import.meta.url)), '.cache', 'node'));
