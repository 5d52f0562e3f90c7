import type { Face } from '../core/conversation/command.ts'

/** Whom members of contact points meet: what they write without a command goes into the feedback form. */
export const member: Face = {
  name: 'member',
  for: ['contact-point'],
  menu: ['feedback', 'my_feedback', 'complain', 'status', 'who', 'my_data', 'language'],
  otherwise: 'member_words',
  welcome: 'chat.welcome-member',
}
