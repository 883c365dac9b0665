/** Lets a child process run the TypeScript sources as the tests do: `node --import <this file> -C @tillbridge/source`. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL !== undefined) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (source.protocol === 'file:' && existsSync(source)) return next(source.href, context);
    }
    return next(specifier, context);
  },
  load: (address, context, next) => {
    if (!address.startsWith('file:') || !address.endsWith('.ts')) return next(address, context);
    const { code } = transformSync(readFileSync(fileURLToPath(address), 'utf8'), {
      filename: fileURLToPath(address),
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        target: 'es2024',
        experimental: { keepImportAttributes: true },
      },
      module: { type: 'es6' },
      swcrc: false,
      configFile: false,
      sourceMaps: false,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
