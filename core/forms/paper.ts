import type { Content, Language } from '../content/content.ts'
import { inLanguage } from '../content/localized.ts'
import type { Field, Form } from '../conversation/form.ts'
import { repeatOf } from '../conversation/form-plan.ts'
import { withoutButton } from '../conversation/without-button.ts'
import type { Block, PrintDocument } from '../ports/printer.ts'

/** How many rounds of a repeated group have room on paper. */
const ROUNDS = 3

/** A form as a page to be filled in by hand. */
export const paperForm = (content: Content, form: Form, language: Language, day: string): PrintDocument => {
  const say = (key: string, params = {}) => content.say(language, key, params)
  const blocks: Block[] =
    form.intro === undefined ? [] : [{ kind: 'paragraph', text: inLanguage(form.intro, language) }]
  let heading: string | undefined
  for (const [n, field] of form.fields.entries()) {
    const group = form.groups.find(({ name }) => name === field.group)
    if (group?.name !== heading && group !== undefined)
      blocks.push({ kind: 'heading', text: inLanguage(group.label, language) })
    heading = group?.name
    const rounds = repeatOf(form, field) === undefined ? 1 : ROUNDS
    blocks.push({
      kind: 'pairs',
      pairs: [[`${n + 1}. ${inLanguage(field.label, language)}`, asked(field, language, say)]],
    })
    for (let round = 0; round < rounds; round++)
      blocks.push({ kind: 'paragraph', text: `${rounds > 1 ? `(${round + 1}) ` : ''}${room(field, language, say)}` })
  }
  return {
    ...{ title: inLanguage(form.title, language), language, blocks },
    subtitle: say('forms.paper-version', { version: form.version }),
    stamp: say('forms.paper-stamp', { day }),
    pageWords: say('ledgers.page-words'),
  }
}

type Say = (key: string, params?: Record<string, string | number>) => string

const asked = (field: Field, language: Language, say: Say): string =>
  [
    withoutButton(inLanguage(field.ask, language), say('form.skip')),
    ...(field.required ? [] : [say('forms.paper-optional')]),
    ...(field.visibleIf === undefined ? [] : [say('forms.paper-if')]),
  ].join(' ')

/** Boxes to tick, or lines to write on. */
const room = (field: Field, language: Language, say: Say): string => {
  if (field.kind === 'choice' || field.kind === 'several')
    return field.options.map(({ label }) => `□ ${inLanguage(label, language)}`).join('　　')
  if (field.kind === 'consent') return `□ ${say('form.agree')}`
  if (field.kind === 'date') return say('forms.paper-date')
  if (field.kind === 'files') return say('forms.paper-files')
  const line = `${'_'.repeat(60)}\n`
  return (field.kind === 'longText' ? line.repeat(4) : line).trim()
}
