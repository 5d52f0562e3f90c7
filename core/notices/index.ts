/** Notices 通知公告: written, tried, sent to an audience, confirmed or answered, put right. */
import { feature } from '../feature.ts'
import { answersTo } from './answers.ts'
import { attach } from './files.ts'
import { fillIn, noticeForm } from './form.ts'
import { issue } from './issue.ts'
import { justWritten, noticeSaid } from './just-written.ts'
import { Notice, NoticeReply } from './notice.ts'
import { answerReader, blanks, correct, draft, thread } from './office.ts'
import { board, noticeAnswer, noticeCorrect, notices as noticesCommand } from './office-commands.ts'
import { lately, reply, respond, show } from './reader.ts'
import { notice, noticeReply } from './reader-commands.ts'
import { send, test } from './send.ts'
import { discard, write } from './write.ts'
import { broadcast, draftCommand } from './writer-commands.ts'

export { attach } from './files.ts'
export { issue } from './issue.ts'
export { Ask } from './notice.ts'
export { blanks, draft } from './office.ts'
export { send, test } from './send.ts'
export { discard, write } from './write.ts'

export const notices = feature({
  name: 'notices',
  records: [Notice, NoticeReply],
  operations: [
    ...[attach, write, discard, send, issue, test, correct, draft, blanks],
    ...[respond, fillIn, reply, show, lately, answersTo, answerReader, thread],
  ],
  commands: [
    broadcast,
    draftCommand,
    noticesCommand,
    board,
    notice,
    noticeReply,
    noticeForm,
    justWritten,
    noticeSaid,
    noticeAnswer,
    noticeCorrect,
  ],
})
