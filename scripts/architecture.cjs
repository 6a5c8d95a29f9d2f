/** Imports point one way; every other arrow fails, type-only ones included, and so does any cycle. */
const room = (name) => `^bridge/${name}/`;
const forbid = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

/** What each room of the bridge may look into, beside itself and shared/. */
const rooms = {
  clock: [],
  schemas: [],
  framing: [],
  drivers: ['framing'],
  profiles: ['config', 'drivers', 'framing', 'schemas'],
  transports: ['drivers', 'framing'],
  config: ['drivers', 'framing', 'schemas'],
  journal: [],
  tables: [],
  operations: ['clock', 'drivers', 'journal', 'schemas', 'tables'],
  history: ['clock', 'journal', 'operations'],
  devices: ['clock', 'drivers', 'framing', 'transports', 'operations'],
  announce: ['clock', 'devices', 'drivers', 'framing', 'operations', 'schemas', 'transports'],
  reports: ['journal'],
  workbench: ['clock', 'config', 'drivers', 'framing', 'profiles', 'schemas', 'transports'],
  server: [
    'clock',
    'config',
    'devices',
    'framing',
    'operations',
    'profiles',
    'reports',
    'schemas',
    'sim',
    'workbench',
  ],
  sim: ['clock', 'drivers', 'framing', 'profiles', 'schemas', 'transports'],
  demo: ['clock', 'drivers', 'journal', 'profiles', 'sim', 'transports'],
};

module.exports = {
  forbidden: [
    forbid('no-cycle', {}, { circular: true }, 'A cycle has no beginning to read from.'),
    forbid(
      'shared-knows-nobody',
      { path: '^shared/' },
      { path: '^(bridge|dashboard|test)/|^node:', dependencyTypesNot: ['npm'] },
      'shared/ is spoken by both sides.',
    ),
    forbid(
      'bridge-not-dashboard',
      { path: '^bridge/' },
      { path: '^dashboard/' },
      'They meet in shared/ only.',
    ),
    forbid(
      'dashboard-not-bridge',
      { path: '^dashboard/' },
      { path: '^bridge/' },
      'They meet in shared/ only.',
    ),
    ...Object.entries(rooms).map(([name, may]) =>
      forbid(
        `room-${name}`,
        { path: room(name) },
        { path: '^bridge/[^/]+/', pathNot: [room(name), ...may.map(room)] },
        `bridge/${name} may import ${may.join(', ') || 'nothing of the bridge'}.`,
      ),
    ),
    // A package's style sheets are resolved by the bundler.
    forbid(
      'not-to-unresolvable',
      {},
      { couldNotResolve: true, pathNot: '/style/css$' },
      'A name that leads nowhere.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'bridge/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
