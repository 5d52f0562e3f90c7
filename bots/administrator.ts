import type { Face } from '../core/conversation/command.ts'

/** Whom the office's own staff meet. */
export const administrator: Face = {
  name: 'administrator',
  for: ['officer', 'director', 'custodian', 'auditor', 'administrator', 'viewer'],
  menu: [
    'queue',
    'find',
    'hot',
    'reception',
    'brewings',
    'funnel',
    'visits',
    'rounds',
    'specials',
    'network',
    'collections',
    'told',
    'suggestions',
    'ledger',
    'warnings',
    'warn',
    'notices',
    'pledge_board',
    'gift_desk',
    'lesson_board',
    'who',
    'complain',
    'language',
  ],
  otherwise: 'staff_words',
  welcome: 'chat.welcome-administrator',
}
