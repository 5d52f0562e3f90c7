const vendor = (folder, library) => ({
  name: `${library.replace(/[^a-z]+/g, '-')}-stays-home`,
  comment: `${library} is used in ${folder} alone, so that it can be replaced there.`,
  severity: 'error',
  from: { path: '^(bots|core|adapters)', pathNot: [`^${folder}`, '\\.test\\.ts$'] },
  to: { path: `(^|node_modules/)${library}(/|$)` },
})

/** The direction of imports: bots → adapters → core, and each vendor library in one place. */
module.exports = {
  forbidden: [
    {
      name: 'core-knows-no-outside',
      severity: 'error',
      from: { path: '^core', pathNot: ['\\.test\\.ts$', '/testing\\.ts$'] },
      to: { path: '^(adapters|bots|prompts|test|bench)' },
    },
    {
      name: 'core-needs-only-small-pure-libraries',
      severity: 'error',
      from: { path: '^core', pathNot: ['\\.test\\.ts$', '/testing\\.ts$'] },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(zod|luxon|@types/luxon|yaml|i18next|opencc-js|@types/opencc-js|@marcbachmann/cel-js)/',
      },
    },
    {
      name: 'core-reads-no-clock-no-disk-no-net',
      comment:
        'Time, files and the network come in through ports; hashing and resolving a dictionary do not reach outside.',
      severity: 'error',
      from: { path: '^core', pathNot: ['\\.test\\.ts$', '/testing\\.ts$'] },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|module)$' },
    },
    {
      name: 'adapters-know-no-bots',
      severity: 'error',
      from: { path: '^adapters', pathNot: '\\.test\\.ts$' },
      to: { path: '^(bots|test|bench)' },
    },
    {
      name: 'adapters-know-no-other-adapters',
      comment:
        'Except what two of a kind share: the two Telegram libraries, the stores, and plain helpers of their own kind.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/([^/]+)', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^adapters/',
        pathNot: [
          '^adapters/$1/$2',
          '^adapters/$1/[^/]+\\.ts$',
          '^adapters/chat/telegram/',
          '^adapters/store/common/',
          '^adapters/(http|files|seal|tables|system|logger)/[^/]+\\.ts$',
        ],
      },
    },
    {
      name: 'kernel-knows-no-feature',
      severity: 'error',
      from: { path: '^core/kernel' },
      to: { path: '^core/(?!kernel|ports|content)' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    vendor('adapters/store/sqlite', 'better-sqlite3'),
    vendor('adapters/store/mongodb', 'mongodb'),
    vendor('adapters/chat/telegram-grammy', 'grammy'),
    vendor('adapters/chat/telegram-telegraf', 'telegraf'),
    vendor('adapters/chat/slack', '@slack'),
    vendor('adapters/assistant/langchain', '@?langchain'),
    vendor('adapters/scheduler', 'node-cron'),
    vendor('adapters/files', 'sharp'),
    vendor('adapters/tables', 'exceljs'),
    vendor('adapters/print', 'pdfmake'),
    vendor('adapters/logger', 'pino'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^adapters/.*\\.(js|css|html|svg|png)$' },
  },
}
