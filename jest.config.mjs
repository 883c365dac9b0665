import { availableParallelism } from 'node:os';

/** Tests run the TypeScript sources through swc; type errors are `npm run check`'s business. */
export default {
  testMatch: ['<rootDir>/{apps,libs,plugins}/*/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        swcrc: false,
        sourceMaps: 'inline',
      },
    ],
  },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@tillbridge/source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Two on two cores as well: most of the time a test waits for a process. Each is renewed before it has grown too large.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1200MB',
  // A machine may be busy with other things: a test that hangs is found a little later, and none fails for being slow.
  testTimeout: 120_000,
};
