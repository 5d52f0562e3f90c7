import { calendarOf } from '../calendar/content.ts'
import type { Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import { Office } from '../content/office.ts'
import type { Context } from '../kernel/context.ts'
import type { Organisation } from '../people/index.ts'
import type { PrintDocument } from '../ports/printer.ts'
import type { Gift } from './gift.ts'

/** The receipt of a declaration: what was said, and what the office took in. */
export const receiptPaper = (
  { content, now }: Pick<Context, 'content' | 'now'>,
  org: Organisation,
  gift: Gift,
  language: Language,
): PrintDocument => {
  const say = (key: string, params = {}): string => content.say(language, `gifts.${key}`, params)
  const day = (at: string): string => calendarOf(content).dayAt(at)
  const name = (person: string): string => org.person(person)?.name ?? person
  const { declared, confirmed, disposed } = gift
  const custody = confirmed === undefined ? undefined : gift.custody.at(-1)
  return {
    ...{ title: say('paper.title'), subtitle: gift.number, language },
    stamp: say('paper.stamp', { office: inLanguage(content.only(Office).name, language), day: day(now) }),
    pageWords: content.say(language, 'ledgers.page-words'),
    blocks: [
      {
        kind: 'pairs',
        pairs: [
          [say('paper.declarer'), name(gift.person)],
          [say('paper.unit'), org.unit(gift.unit)?.name ?? gift.unit],
          [say('paper.declared-at'), day(gift.declaredAt)],
          [say('paper.what'), declared.what],
          [say('paper.value'), valueWords(say, gift)],
          [say('paper.giver'), say(`giver-${declared.giver}`)],
          [say('paper.occasion'), say(`occasion-${declared.occasion}`)],
          [say('paper.outcome'), say(`outcome-${declared.outcome}`)],
          [say('paper.photos'), String(declared.photos.length)],
        ],
      },
      ...gift.additions.map(({ at, text }) => ({
        ...{ kind: 'paragraph' as const, text: say('addition', { day: day(at), text }) },
      })),
      ...(custody === undefined || confirmed === undefined
        ? [{ kind: 'paragraph' as const, text: say('paper.not-received') }]
        : [
            { kind: 'heading' as const, text: say('paper.received') },
            {
              kind: 'pairs' as const,
              pairs: [
                [say('paper.taken-by'), say('paper.by-on', { name: name(custody.by), day: day(custody.at) })],
                [say('paper.confirmed-by'), say('paper.by-on', { name: name(confirmed.by), day: day(confirmed.at) })],
                [say('paper.custody'), custody.place],
                ...(disposed === undefined
                  ? []
                  : [
                      [
                        say('paper.disposed'),
                        `${say(`disposal-${disposed.how}`)} ${disposed.words} ${day(disposed.at)}`,
                      ],
                    ]),
              ].map(([what = '', value = '']) => [what, value] as const),
            },
          ]),
      { kind: 'paragraph', text: say('paper.proof') },
    ],
  }
}

/** As it was said, with the estimate beside it where that is something else. */
export const valueWords = (
  say: (key: string, params?: Record<string, string | number>) => string,
  gift: Gift,
): string => {
  const { said, yuan } = gift.declared.value
  return yuan === undefined ? say('value-unknown', { said }) : say('value', { said, yuan })
}
