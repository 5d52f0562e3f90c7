import type { Inbox } from './inbox.ts'
import type { MenuItem } from './parts.ts'
import type { Said } from './said.ts'
import type { Session } from './sessions.ts'

/** How far back a pressed button is looked for. */
const LOOK_BACK = 40

interface Around {
  readonly inbox: Inbox
  menu(): Promise<readonly MenuItem[]>
  /** A text of the page in the person's language. */
  text(key: string): string
}

/** How the person's own message stands in the conversation: a button by its label, a place in words. */
export const ownWords = async (said: Said, session: Session, around: Around): Promise<string> => {
  if ('text' in said) return said.text
  if ('press' in said) return labelOf(said.press, session, around)
  if ('start' in said) return ''
  const { accuracy } = said.location
  const place = around.text('web-chat.place-sent')
  if (accuracy === undefined) return place
  const metres = String(Math.round(accuracy))
  return `${place}\n${around.text('web-chat.place-accuracy').replace('{{metres}}', metres)}`
}

const labelOf = async (token: string, session: Session, around: Around): Promise<string> => {
  for (const { choices } of await around.inbox.newest(session.id, LOOK_BACK)) {
    const pressed = choices?.find((choice) => choice.token === token)
    if (pressed !== undefined) return pressed.label
  }
  return (await around.menu()).find((item) => item.token === token)?.label ?? '…'
}
