import type { ContentFault } from '../content/content.ts'
import type { Field, Form } from './form.ts'

/** Forms of these beginnings tell of problems whether they say so or not. */
const ABOUT_PROBLEMS = /^brewing/

/** What somebody is called, where they can be reached, who it is, and words for people by the part that they play. */
const NAME = new RegExp(
  [
    '姓名|名字|名单|花名册|叫什么|叫啥|身份证|证件号|电话|手机|微信号?|QQ号|住址|家住|门牌号?',
    '谁|哪些人|哪几个人|哪几户|什么人|哪位|(?:领头|带头|牵头|挑头)的?(?:人|是)?',
    '当事人|组织者|发起人|骨干|户主|重点(?:人|对象)|(?:上访|信访|缠访|闹访)(?:人|者|户)|(?:去|会|要)[^,\uFF0C。]{0,4}上访的(?:人|[?\uFF1F]|$)',
    '(?:参与|参加|涉事|闹事|聚集|反映|举报|投诉|联系)(?:的)?(?:人|者|群众是)',
    '\\bnames?\\b|\\bID numbers?\\b|\\b(?:tele)?phones?\\b|\\bmobiles?\\b|\\baddress(?:es)?\\b|\\bcontact (?:person|number|details)',
    '^\\s*(?:and )?who\\b|\\bwhose\\b|\\bby whom\\b|\\bwho (?:leads|is behind)\\b',
    '\\b(?:ring)?leaders?\\b|\\borgani[sz]ers?\\b|\\bparticipants?\\b|\\bpetitioners?\\b|\\bcomplainants?\\b|\\binstigators?\\b|\\bhouseholders?\\b',
  ].join('|'),
  'iu',
)
/** What is chosen, counted or looked up in a list of units names nobody. */
const WRITTEN: ReadonlySet<Field['kind']> = new Set(['text', 'longText', 'number', 'place'])
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
    const texts = [field.label, field.ask, ...(field.help === undefined ? [] : [field.help])]
    const said = WRITTEN.has(field.kind) ? texts.flatMap((each) => Object.values(each).flatMap(asking)) : []
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
