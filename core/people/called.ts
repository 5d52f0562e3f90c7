import type { Talk } from '../conversation/command.ts'
import type { Organisation } from './organisation.ts'
import type { Person } from './person.ts'

/** Surnames of two characters. */
const COMPOUND = '欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方|司徒|端木'

/** 欧阳 of 欧阳娜, 王 of 王丽. */
export const surnameOf = (name: string): string => new RegExp(`^(?:${COMPOUND}|.)`, 'u').exec(name)?.[0] ?? ''

/** How colleagues call who leads or works somewhere, behind the surname. */
const TITLE = new RegExp(
  `^(.*?)(${COMPOUND}|.)(副?(?:局长|县长|镇长|乡长|村长|处长|科长|股长|所长|站长|队长|校长|院长|部长|会长|书记|主任|主席|经理|会计))$`,
  'u',
)

/**
 * Who is in service and called so: by name, wherever in the words it stands (水务局的张三), or by surname and title, with
 * a unit before it or without (刘局长, 水务局刘局长). Names that only resemble it are nobody's.
 */
export const peopleCalled = (org: Organisation, words: string): readonly Person[] => {
  const named = org.peopleNamedIn(words).filter(({ state }) => state === 'active')
  if (named.length > 0) return named
  const [, where = '', surname = '', title = ''] = TITLE.exec(words.trim()) ?? []
  if (title === '') return []
  const units = new Set(org.unitsNamedIn(where).map(({ code }) => code))
  const called = org
    .posts()
    .filter((post) => post.title.endsWith(title) && (where === '' || units.has(post.unit)))
    .flatMap(({ code }) => org.holder(code) ?? [])
    .filter(({ name }) => name.startsWith(surname))
  return [...new Set(called)]
}

/** Somebody with their unit and post, as they are told from others of the same name. */
export const personInFull = (org: Organisation, { code, name }: Person): string => {
  const [post] = org.postsHeldBy(code)
  return post === undefined ? name : `${name}(${org.unit(post.unit)?.name ?? post.unit}${post.title})`
}

/** The one whom words said in passing mean; where it is nobody or several, that is said, and whoever talks is asked. */
export const personMeant = async (talk: Talk, words: string): Promise<string | undefined> => {
  const org = await talk.organisation()
  const found = peopleCalled(org, words)
  const [only] = found
  if (only !== undefined && found.length === 1) return only.code
  const who = found.slice(0, 5).map((each) => personInFull(org, each))
  talk.say(
    only === undefined
      ? { say: 'people.nobody-called', params: { name: words } }
      : { say: 'people.several-called', params: { name: words, who: who.join(talk.text('list.comma')) } },
  )
  return undefined
}
