/**
 * Who may import whom. Each rule says why; `npm run imports` enforces them.
 */
const LIBS = {
  domain: [[], 'the words of the trade are pure: they know no I/O, no clock and no other library'],
  'plugin-kit': [[], 'a plugin author installs it beside domain and nothing else'],
  settings: [[], 'settings are read before anything else runs'],
  observability: [['settings'], 'each library registers its own measures; the registries know none of them'],
  store: [['settings'], 'the database knows no POS, no plugin and no network'],
  registry: [['plugin-kit', 'settings'], 'finding plugins needs manifests, not the store'],
  egress: [['settings'], 'the way outside knows only how the network is set up'],
  oauth: [
    ['plugin-kit', 'settings', 'egress', 'registry', 'store'],
    'tokens are fetched outside and kept in the store',
  ],
  host: [
    ['plugin-kit', 'settings', 'egress', 'registry', 'oauth', 'store'],
    "a plugin's call needs a token and a way out",
  ],
  sync: [['plugin-kit', 'settings', 'host', 'store'], 'reading saves to the ledger and folds nothing'],
  tallies: [['settings', 'store'], 'a fold sees the ledger alone, never the POS'],
  outputs: [['plugin-kit', 'settings', 'egress'], 'an output gets all it sends; it never looks into the store'],
  delivery: [['plugin-kit', 'settings', 'outputs', 'host', 'store', 'tallies'], 'what lacks what is told by the store'],
  scheduling: [['plugin-kit', 'settings', 'oauth', 'sync', 'tallies', 'delivery', 'store'], 'it wakes the others'],
  admin: [
    [
      ...['plugin-kit', 'settings', 'egress', 'registry', 'oauth', 'host', 'store'],
      ...['sync', 'tallies', 'outputs', 'delivery', 'scheduling'],
    ],
    'it lets people do what the others can; it is wired, and wires nothing',
  ],
  application: [['[^/]+'], 'it wires them all'],
};

const libraryRules = Object.entries(LIBS).map(([name, [allowed, reason]]) => ({
  name: `${name}-imports`,
  comment: `libs/${name}: ${reason}.`,
  severity: 'error',
  from: { path: `^libs/${name}/src/` },
  to: { path: '^(libs|apps|plugins)/', pathNot: `^libs/(${[name, 'domain', 'observability', ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...libraryRules,
    {
      name: 'no-cycles',
      comment: 'A cycle has no room that can be read first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'libraries-by-their-index',
      comment: 'What a library does not export may change without asking anybody.',
      severity: 'error',
      from: { path: '^(libs|apps|plugins)/([^/]+)/' },
      to: {
        path: '^libs/([^/]+)/src/(?!index\\.ts$)(?!(suite|http|daemon)/index\\.ts$)',
        pathNot: '^libs/$2/',
      },
    },
    {
      name: 'libraries-know-no-app',
      comment: 'An app wires libraries; the other way round nothing could be used twice.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|plugins)/' },
    },
    {
      name: 'plugins-import-the-kit-only',
      comment: 'A plugin must run in a host that it was not built with: no Nest, no ORM, nothing of ours but the kit.',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^(libs|apps|plugins)/', pathNot: '^(libs/(plugin-kit|domain)/|plugins/)' },
    },
    {
      name: 'plugins-without-framework',
      comment: 'Two copies of a framework in one process break in ways nobody finds.',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: 'node_modules/(@nestjs|@mikro-orm|kysely|better-sqlite3|pg)(/|$)' },
    },
    {
      name: 'the-simulator-shares-nothing',
      comment: 'It is the oracle of the tests: shared code would share its mistakes.',
      severity: 'error',
      from: { path: '^apps/simulator/' },
      to: { path: '^(libs|plugins)/|^apps/(?!simulator/)' },
    },
    {
      name: 'nobody-imports-a-plugin',
      comment: 'Plugins are loaded from disk, never imported.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { path: '^plugins/' },
    },
    {
      name: 'orm-in-store-only',
      comment: 'Whoever needs rows asks for a named query.',
      severity: 'error',
      from: { pathNot: '^(libs/store|test)/' },
      to: { path: 'node_modules/(@mikro-orm|kysely)(/|$)' },
    },
    {
      name: 'drivers-in-store-and-output-only',
      comment:
        'The database output writes into a database that is not ours; every other row is asked for by a named query.',
      severity: 'error',
      from: { pathNot: '^(libs/store|libs/outputs/src/database|test)/' },
      to: { path: 'node_modules/better-sqlite3(/|$)' },
    },
    {
      name: 'plain-libraries-without-nest',
      comment: 'domain, plugin-kit, settings, egress and outputs are plain TypeScript.',
      severity: 'error',
      from: { path: '^libs/(domain|plugin-kit|settings|egress|outputs)/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'Specs and their builders are not shipped.',
      severity: 'error',
      from: { path: '^(apps|libs|plugins)/', pathNot: '(\\.spec\\.ts$|/testing/|/suite/)' },
      to: { path: '(\\.spec\\.ts$|/testing/|^test/)' },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that resolves to nothing fails at the first start.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|libs|plugins)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@tillbridge/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
