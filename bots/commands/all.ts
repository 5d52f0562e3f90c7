import type { Group } from './cli.ts'

/** Every command of `contact-point`; only the one that is used is loaded. */
export const ALL: Group = {
  description: 'Contact Point 联系点: a contact point between citizens and the offices that listen to them.',
  commands: {
    start: {
      description: 'Start the bots, the web chat and the API',
      load: () => import('./start.ts').then((each) => each.startCommand),
    },
    check: {
      description: 'Check everything in the content folder',
      load: () => import('./check.ts').then((each) => each.checkCommand),
    },
    doctor: {
      description: 'Look whether this installation is sound, and say what to do where it is not',
      load: () => import('./doctor.ts').then((each) => each.doctorCommand),
    },
    import: {
      description: 'Take in units, posts or people from a CSV or Excel file',
      load: () => import('./import.ts').then((each) => each.importCommand),
    },
    'import-form': {
      description: 'Take in a form that was written in a spreadsheet (XLSForm)',
      load: () => import('./import-form.ts').then((each) => each.importFormCommand),
    },
    invite: {
      description: 'Make invitations with which people bind their chats',
      load: () => import('./invite.ts').then((each) => each.inviteCommand),
    },
    token: {
      description: 'Make, list and revoke tokens for the API',
      load: () => import('./token.ts').then((each) => each.tokenCommands),
    },
    commands: {
      description: 'List every chat command with its form and its buttons',
      load: () => import('./commands.ts').then((each) => each.commandsCommand),
    },
    replay: {
      description: 'Push letters through the same door as chat, as as many citizens',
      load: () => import('./replay.ts').then((each) => each.replayCommand),
    },
    pledge: {
      description: 'Check receipts of pledges without the database',
      load: () => import('./pledge.ts').then((each) => each.pledgeCommands),
    },
    broadcast: {
      description: 'Send a notice to an audience',
      load: () => import('./broadcast.ts').then((each) => each.broadcastCommand),
    },
    export: {
      description: 'Write cases, or what became of a notice, into a spreadsheet or JSON lines',
      load: () => import('./export.ts').then((each) => each.exportCommands),
    },
    ledger: {
      description: 'Write a ledger as a printable PDF or a spreadsheet',
      load: () => import('./ledger.ts').then((each) => each.ledgerCommand),
    },
    simulate: {
      description: 'Play a year of the county in memory, every rule on',
      load: () => import('./simulate.ts').then((each) => each.simulateCommand),
    },
    audit: {
      description: 'Prove that nobody has been at the records',
      load: () => import('./audit.ts').then((each) => each.auditCommands),
    },
    migrate: {
      description: 'Bring everything to another store',
      load: () => import('./migrate.ts').then((each) => each.migrateCommand),
    },
    backup: {
      description: 'Write everything into one file',
      load: () => import('./backup.ts').then((each) => each.backupCommand),
    },
    restore: {
      description: 'Bring back everything of a backup',
      load: () => import('./restore.ts').then((each) => each.restoreCommand),
    },
    undelivered: {
      description: 'List the messages that nobody could deliver, or try them once more',
      load: () => import('./undelivered.ts').then((each) => each.undeliveredCommand),
    },
    classify: {
      description: 'Sort letters into categories by the trained model',
      load: () => import('./classify.ts').then((each) => each.classifyCommand),
    },
    group: {
      description: 'Find letters about the same problem',
      load: () => import('./group.ts').then((each) => each.groupCommand),
    },
    rules: {
      description: 'Try rules for warnings on history',
      load: () => import('./rules.ts').then((each) => each.rulesCommands),
    },
    calendar: {
      description: 'Take in the official holidays of a year, and count anew the dates that waited for them',
      load: () => import('./calendar.ts').then((each) => each.calendarCommands),
    },
    workdays: {
      description: 'Count working days by the office’s calendar',
      load: () => import('./workdays.ts').then((each) => each.workdaysCommand),
    },
  },
}
