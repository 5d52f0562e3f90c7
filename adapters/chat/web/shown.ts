import type { NumberedMessage } from './documents.ts'

/** A message as the page gets it. */
export const shown = ({ files, seq, id, from, at, text, choices, wants, sensitive, edited }: NumberedMessage) => ({
  seq,
  id,
  from,
  at,
  text,
  ...(choices === undefined ? {} : { choices }),
  ...(wants === undefined ? {} : { wants }),
  ...(sensitive === undefined ? {} : { sensitive }),
  ...(edited === undefined ? {} : { edited }),
  ...(files === undefined
    ? {}
    : {
        attachments: files.map(({ name, type, size }, n) => ({ name, type, size, url: `/chat/files/${seq}-${n}` })),
      }),
})
