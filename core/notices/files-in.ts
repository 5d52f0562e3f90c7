import { Attachment } from '../conversation/conversation.ts'
import { MessageFile } from '../messaging/message.ts'

/** The files in an answer of a form, as messages carry them. */
export const filesIn = (answer: unknown): MessageFile[] =>
  Array.isArray(answer)
    ? answer.flatMap((each) => {
        const { file, name, type } = Attachment.safeParse(each).data ?? {}
        return file === undefined ? [] : [MessageFile.parse({ file, name, type })]
      })
    : []
