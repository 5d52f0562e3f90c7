import { type Answers, type Attachment, attachmentsIn } from '../conversation/conversation.ts'

/** The words of one answer of a form; empty where it was passed over. */
export const wordsIn = (answers: Answers, name: string): string => String(answers[name] ?? '')

/** The list of codes of one answer of a form. */
export const listIn = (answers: Answers, name: string): string[] => {
  const value = answers[name]
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}

/** The photos and files of the answer that is called `photos`. */
export const photosIn = ({ photos }: Answers): Attachment[] => attachmentsIn(photos)
