// Who may import whom. A feature knows those further down and never those above it: effects upward go through events.
const floors = [
  ['platform'],
  ['people'],
  ['customers'],
  ['conversations', 'search'],
  ['channels', 'knowledge', 'languages', 'commerce'],
  ['answers', 'workrules'],
  ['insights', 'people-growth', 'notifications'],
  ['privacy'],
]

const features = floors.flat()
const inside = (...names) => `^src/(${names.join('|')})/`

const upward = floors.slice(0, -1).map((floor, level) => ({
  name: `${floor.join('-')}-looks-up`,
  comment: `${floor.join(' and ')} may not know ${floors
    .slice(level + 1)
    .flat()
    .join(', ')}: record an event instead.`,
  severity: 'error',
  from: { path: inside(...floor), pathNot: '\\.test\\.ts$|/ui/|contract\\.ts$' },
  // Which language a text is in is a question about the text alone, so everybody may ask it.
  to: {
    path: inside(...floors.slice(level + 1).flat()),
    pathNot: '^src/languages/detect\\.ts$',
    dependencyTypesNot: ['type-only'],
  },
}))

export default {
  forbidden: [
    ...upward,
    {
      name: 'channels-are-strangers',
      comment: 'A channel is one folder; what two share belongs to src/channels itself.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/channels/([^/]+)/', pathNot: '^src/channels/($1|texts)/' },
    },
    {
      name: 'features-know-no-program',
      comment: 'What puts the features together sees them; they do not see it.',
      severity: 'error',
      from: { path: inside(...features), pathNot: '\\.test\\.ts$|/ui/' },
      to: {
        path: '^src/(app|consequences|schedule|tasks|main)\\.ts$|^src/commands/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'screens-see-contracts-only',
      comment:
        'Screens talk to the API: they may use contracts, the texts, agent/ and each other, and nothing of the server.',
      severity: 'error',
      from: { path: '^agent/|^src/.+/ui/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/',
        pathNot:
          '^src/.+/ui/|contract\\.ts$|^src/platform/locale\\.ts$|^src/channels/legible\\.ts$|^src/workrules/flows/(?:names|outcomes|awaited)\\.ts$|^src/platform/difference\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-sees-no-screens',
      severity: 'error',
      from: { path: '^src/', pathNot: '/ui/|\\.test\\.tsx?$' },
      to: { path: '^agent/|^src/.+/ui/' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Nothing that runs for customers may need what tests use.',
      severity: 'error',
      from: { path: '^(src|agent)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^test/|\\.test\\.tsx?$' },
    },
    {
      name: 'no-circles',
      comment: 'A circle of types alone is one as well: the type belongs where both can see it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-exists',
      severity: 'error',
      from: {},
      // What the build makes, and modules that the bundler provides, are not on this disk.
      to: { couldNotResolve: true, pathNot: '^#texts|^virtual:|\\?(url|raw|inline)$' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules|^\\.generated/' },
    exclude: { path: '^\\.generated/|^node_modules/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
}
