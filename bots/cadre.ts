import type { Face } from '../core/conversation/command.ts'

/** Whom people who hold posts meet: what waits for their unit, and what they have to answer. */
export const cadre: Face = {
  name: 'cadre',
  for: 'person',
  menu: ['queue', 'warnings', 'find', 'who', 'leave', 'pledges', 'gift', 'complain', 'language'],
  otherwise: 'staff_words',
  welcome: 'chat.welcome-cadre',
}
