import type { ContentFault } from '../content/content.ts'
import type { Form } from './form.ts'

/** Forms of these beginnings tell of problems whether they say so or not. */
const ABOUT_PROBLEMS = /^brewing/

const NAME = /姓名|名字|名单|身份证|证件号|谁带头|\bnames?\b|\bID numbers?\b|\bwho leads\b/i
const NOT = /不要|不写|别写|不用写|请勿|leave out|do not|don't|\bno names\b|without/i

/**
 * A form that tells of problems and places asks for nobody's name but the official's who is responsible: a list of
 * persons that nobody can fill can't be misused.
 */
export function* namesOfPeople(form: Form): Iterable<ContentFault> {
  if (!form.namesNobody && !ABOUT_PROBLEMS.test(form.name)) return
  const official = form.fields.find(({ kind }) => kind === 'person')
  for (const [n, field] of form.fields.entries()) {
    if (field === official) continue
    const said = [...Object.values(field.label), ...Object.values(field.ask).flatMap(asking)]
    if (field.kind === 'person' || said.some((words) => NAME.test(words)))
      yield {
        at: ['fields', n, 'ask'],
        message:
          'asks for a person’s name. This form tells of problems and places and must not become a list of persons: ask what happened and where; the one name it may ask for is that of the official responsible, as one field of kind "person"',
      }
  }
}

/** Sentences that ask, without those that say what to leave out. */
const asking = (words: string): readonly string[] => words.split(/(?<=[。！？.!?])/).filter((each) => !NOT.test(each))
