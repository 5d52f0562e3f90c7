import { toSimplified } from '../content/traditional.ts'
import { inWords } from '../conversation/kinds/numerals.ts'
import type { AFFECTED, URGENCY } from './problem.ts'

type Affected = (typeof AFFECTED)[number]
type Urgency = (typeof URGENCY)[number]

/** 两三百 is three hundred, 百十 a hundred and ten, 几十 thirty: enough to tell dozens from hundreds. */
const numberOf = (words: string): number => {
  const plain = words.replace(/[,，]/g, '')
  return /^\d/.test(plain)
    ? Number.parseInt(plain, 10)
    : inWords(
        plain
          .replaceAll('两', '二')
          .replace(/[几数]/g, '三')
          .replace(/^万/, '一万'),
      )
}

const COUNT = String.raw`(\d[\d,，]*|[零一二两三四五六七八九十百千万几数]+)\s*(?:多|来|余|几|把|好几)?\s*(?:名|位|个|号|口)?\s*`
const PEOPLE = new RegExp(
  `${COUNT}(?:(?:小学|中学|老|务工|工)?(?:人(?!家)|群众|村民|居民|学生|孩子|娃|老人|民工|工人|摊贩|师生|业主|商户|职工|社员|员工|乘客|家长)|people|persons|villagers|residents|students|children|workers)`,
  'giu',
)
const HOUSEHOLDS = new RegExp(`${COUNT}(?:农|住|租)?(?:户|家(?!里)|人家|households|families)`, 'giu')
/** So many live in a household, roughly. */
const IN_A_HOUSEHOLD = 3
/** Who tells of it may be counted, and not whom it touches. */
const EVERYBODY = /全(?:村|组|镇|乡|县|校|小区|社区)|整个|大家都|everybody|everyone/iu

const most = (text: string, what: RegExp): number =>
  Math.max(0, ...[...text.matchAll(what)].map(([, count = '']) => numberOf(count)))

/** How many people a story says that it touches; nothing where it gives no figure that holds. */
const affectedIn = (text: string): Affected | undefined => {
  const people = most(text, PEOPLE) || most(text, HOUSEHOLDS) * IN_A_HOUSEHOLD
  if (people === 0 || (people < 10 && EVERYBODY.test(text))) return undefined
  return people < 10 ? 'few' : people < 100 ? 'some' : people < 1_000 ? 'many' : 'crowd'
}

const WORDS: readonly (readonly [Urgency, RegExp])[] = [
  [
    'watch',
    /不(?:算|太|怎么|是?很|是太)?着?急|先?留意|先看看|看看再说|缓一缓|慢慢来|not (?:so |very |that )?urgent|no hurry|keep an eye/iu,
  ],
  [
    'now',
    /马上(?:就)?(?:会|要)|眼看(?:就|着)?要|火急|火烧眉毛|急急|紧急|要出(?:大?事|乱子|人命)|随时(?:都)?(?:会|可能|要)|[今明后](?:天|晚|早).{0,6}(?:去|到|上)(?:[县市镇省]|北京)|再(?:拖|不管|这样).{0,6}(?:就|要|会)|出人命|about to|any (?:moment|minute)|emergency|immediately/iu,
  ],
  [
    'soon',
    /尽快|尽早|抓紧|赶紧|赶快|快点|快来|快去|早点|这几天|这两天|近期|[很挺好太真]急|急得|着急|急(?=$|[，。！,.!])|urgent|as soon as/iu,
  ],
]

/** What the first words of an information officer say of how many it touches and how urgent it is. */
export const saidOf = (story: string): { readonly affected?: Affected; readonly urgency?: Urgency } => {
  const text = toSimplified(story)
  const affected = affectedIn(text)
  const urgency = WORDS.find(([, words]) => words.test(text))?.[0]
  return { ...(affected === undefined ? {} : { affected }), ...(urgency === undefined ? {} : { urgency }) }
}
