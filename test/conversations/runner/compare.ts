import type { Message } from '../../../core/messaging/message.ts'
import type { Heard, Hears } from './fixture.ts'

const listed = (words: string | readonly string[] | undefined): readonly string[] =>
  words === undefined ? [] : typeof words === 'string' ? [words] : words
const even = (text: string): string => text.trim()

/** What is wrong with `message`, in words; nothing when it is as it should be. */
export const differences = (expected: Heard, message: Message): readonly string[] => {
  if (typeof expected === 'string')
    return message.text.includes(even(expected)) ? [] : [`should say "${even(expected)}"`]
  const labels = message.choices?.map(({ label }) => label) ?? []
  return [
    ...listed(expected.text).flatMap((words) =>
      message.text.includes(even(words)) ? [] : [`should say "${even(words)}"`],
    ),
    ...(expected.exact === undefined || even(message.text) === even(expected.exact)
      ? []
      : [`should be exactly "${even(expected.exact)}"`]),
    ...listed(expected.not).flatMap((words) =>
      message.text.includes(even(words)) ? [`should not say "${even(words)}"`] : [],
    ),
    ...(expected.choices === undefined || labels.join('|') === expected.choices.join('|')
      ? []
      : [`should have the buttons [${expected.choices.join('] [')}], has [${labels.join('] [')}]`]),
    ...(expected.offers ?? []).flatMap((label) =>
      labels.includes(label) ? [] : [`should have the button [${label}]`],
    ),
    ...(expected.lacks ?? []).flatMap((label) =>
      labels.includes(label) ? [`should not have the button [${label}]`] : [],
    ),
    ...(expected.files === undefined || (message.files?.length ?? 0) === expected.files
      ? []
      : [`should carry ${expected.files} files, has ${message.files?.length ?? 0}`]),
  ]
}

/** A list is everything in order; one alone is among what was heard; `nothing` is silence. */
export const wrong = (expected: Hears, heard: readonly Message[]): readonly string[] => {
  if (expected === 'nothing') return heard.length === 0 ? [] : ['should hear nothing']
  if (Array.isArray(expected)) {
    const faults = expected.flatMap((each: Heard, n) => {
      const message = heard[n]
      const why = message === undefined ? ['is missing'] : differences(each, message)
      return why.map((fault) => `message ${n + 1} ${fault}`)
    })
    return heard.length > expected.length
      ? [...faults, `should end after ${expected.length} messages, there are ${heard.length}`]
      : faults
  }
  const faults = heard.map((message) => differences(expected, message))
  if (faults.some((each) => each.length === 0)) return []
  // The one that came nearest tells most.
  return [...faults].sort((a, b) => a.length - b.length)[0] ?? ['nothing was heard']
}

/** Messages as a person sees them. */
export const shown = (messages: readonly Message[]): string =>
  messages.length === 0
    ? '      (nothing)'
    : messages
        .map(({ text, choices, files }) =>
          [
            ...clipped(text)
              .split('\n')
              .map((line) => `      │ ${line}`),
            ...(files === undefined || files.length === 0
              ? []
              : [`      │ 📎 ${files.map(({ name }) => name).join(', ')}`]),
            ...(choices === undefined || choices.length === 0
              ? []
              : [`      │ ${choices.map(({ label }) => `[${label}]`).join(' ')}`]),
          ].join('\n'),
        )
        .join('\n      ├─\n')

const clipped = (text: string): string => (text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text)
