import type { Face } from '../core/conversation/command.ts'

/** Whom information officers and invited supervisors meet: what they write without a command is a report. */
export const field: Face = {
  name: 'field',
  for: ['information-officer', 'supervisor'],
  menu: ['brewing', 'brewings', 'visit', 'visits', 'rounds', 'queue', 'who', 'complain', 'language'],
  otherwise: 'field_words',
  welcome: 'chat.welcome-field',
}
