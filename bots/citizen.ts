import type { Face } from '../core/conversation/command.ts'

/** Whom everybody meets: people who bring a problem. */
export const citizen: Face = {
  name: 'citizen',
  for: 'everyone',
  menu: ['complain', 'status', 'forms', 'who', 'code', 'questions', 'about', 'my_data', 'language'],
  otherwise: 'hear',
  welcome: 'chat.welcome-citizen',
}
