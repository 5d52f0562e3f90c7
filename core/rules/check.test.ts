import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ContentInvalid, loadContent } from '../content/load.ts'
import { faultsOf, RuleFiles } from './check.ts'
import { Rule } from './rule.ts'

const SOUND = {
  name: 'a-rule',
  title: { 'zh-CN': '规则', en: 'A rule' },
  trigger: { kind: 'deadline', days: 0 },
  severity: 'yellow',
  to: 'person',
  says: { 'zh-CN': '{{number}}到期', en: '{{number}} is due' },
}

/** What is said of a rule that differs from a sound one by `more`: the place, and what is wrong there. */
const said = (more: object): string => {
  const parsed = Rule.safeParse({ ...SOUND, ...more })
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n')
  return [...faultsOf(parsed.data)]
    .map(({ at, kind, params }) => `${at.join('.')}: ${kind} ${Object.values(params).join(' ')}`)
    .join('\n')
}
const COUNT = { kind: 'count', by: 'unit', days: 30, atLeast: 3 }
const COUNTED = { trigger: COUNT, says: { 'zh-CN': '{{count}}件', en: '{{count}} cases' } }

describe('a rule that is sound', () => {
  it.each([
    ['as it stands', {}],
    ['with a condition', { when: 'urgent && left < 0.0 && unitLevel == "township"' }],
    ['that counts what fits', { ...COUNTED, trigger: { ...COUNT, each: 'round > 1.0' }, when: 'count >= 5.0' }],
    [
      'with a ladder',
      {
        ladder: [
          { after: 2, to: 'leader' },
          { after: 3, to: 'head' },
        ],
      },
    ],
    ['with a day in words', { says: { 'zh-CN': '{{due, day}}到期', en: 'due {{ due, day }}' } }],
  ])('%s has no fault', (_what, more) => {
    expect(said(more)).toBe('')
  })
})

describe('a rule with a fault says where and what', () => {
  it.each([
    ['a field that there is not', { severty: 'red' }, /Unrecognized key: "severty"/],
    ['a field that the trigger has not', { trigger: { kind: 'deadline', days: 0, weeks: 2 } }, /trigger: .*"weeks"/],
    ['a trigger that there is not', { trigger: { kind: 'weather' } }, /trigger\.kind: /],
    ['a severity that there is not', { severity: 'purple' }, /severity: /],
    ['words for a number', { trigger: { kind: 'deadline', days: 'three' } }, /trigger\.days: /],
    ['a number out of range', { trigger: { kind: 'deadline', days: 400 } }, /trigger\.days: /],
    ['a name that no address can hold', { name: '黄牌 1' }, /name: /],
    ['a word that the trigger has not', { when: 'count > 3.0' }, /when: name 【count】 > 3\.0 .*urgent/],
    ['who reported it', { when: 'reporter == "named"' }, /when: name 【reporter】/],
    ['a number where a text belongs', { when: 'kind == 1.0' }, /when: types 【kind == 1\.0】/],
    ['a text where a number belongs', { when: 'left < "soon"' }, /when: types /],
    ['a condition that is no yes or no', { when: 'left + 1.0' }, /when: no-yes-or-no left \+ 1\.0/],
    ['a condition that is cut off', { when: 'urgent &&' }, /when: cut-off urgent &&【】/],
    ['a number without a point', { when: 'left < 3.0 || passes == 2' }, /when: point left < 3\.0 \|\| 【passes == 2】/],
    ['a text without quotes', { when: 'state == accepted' }, /when: name state == 【accepted】/],
    ['one sign of equality', { when: 'state = "accepted"' }, /when: sign state 【=】/],
    ['full-width signs', { when: '！urgent' }, /when: sign 【！】urgent/],
    ['quotes of a Chinese keyboard', { when: 'state == “accepted”' }, /when: sign state == 【“】/],
    ['and in words', { when: 'urgent and left < 1.0' }, /when: sign urgent 【and】/],
    ['a quote that is not closed', { when: 'state == "accepted' }, /when: quote /],
    ['a bracket that is not closed', { when: '(urgent' }, /when: cut-off \(urgent【】/],
    ['a function that there is not', { when: 'kind.lenght() > 1' }, /when: function 【kind\.lenght\(\)】/],
    [
      'a fault in the middle of many words',
      { when: 'urgent && left < 3.0 && passes > 1.0 && stat == "accepted" && measures == 0.0' },
      /when: name …passes > 1\.0 && 【stat】 == "accepted" &…/,
    ],
    [
      'a fault in what is counted',
      { ...COUNTED, trigger: { ...COUNT, each: 'townships > 1.0' } },
      /trigger\.each: name /,
    ],
    [
      'a blank that can’t be filled',
      { says: { 'zh-CN': '{{festival}}', en: 'x' } },
      /says\.zh-CN: blank festival number, /,
    ],
    ['a ladder back to the person', { ladder: [{ after: 1, to: 'person' }] }, /ladder\.0\.to: ladder-back person/],
    ['a ladder back to where it began', { to: 'head', ladder: [{ after: 1, to: 'head' }] }, /ladder-back head/],
    [
      'a ladder in a circle',
      { ladder: ['leader', 'head', 'leader'].map((to) => ({ after: 1, to })) },
      /ladder\.2\.to: ladder-circle leader/,
    ],
    ['a rung of no days', { ladder: [{ after: 0, to: 'leader' }] }, /ladder\.0\.after: /],
    ['a rule that silences itself', { silencedBy: ['yellow'] }, /silencedBy: silences-itself yellow/],
  ])('%s', (_what, more, words) => {
    expect(said(more)).toMatch(words)
  })

  it.each([
    ['kind.matches("(a+)+$")', /not-allowed matches/],
    ['[1, 2].all(x, [1, 2].exists(y, x == y))', /not-allowed all/],
    ['["a"].map(x, x + x).size() > 0', /not-allowed map/],
  ])('a condition that could run away: %s', (when, expected) => expect(said({ when })).toMatch(expected))

  it('a condition longer than five hundred characters', () => {
    expect(said({ when: 'urgent || '.repeat(60) })).toMatch(/when: /)
  })
})

describe('a rule in a file', () => {
  const FILE = `- name: sound
  title: { zh-CN: 规则, en: A rule }
  trigger: { kind: deadline, days: 0 }
  severity: yellow
  to: person
  says: { zh-CN: 到期, en: is due }
`
  const TEXTS = ['zh-CN', 'en'].map((language) => {
    const file = `texts/${language}/rules.yaml`
    return [file, readFileSync(`content/${file}`, 'utf8')] as const
  })
  const faults = (text: string): readonly string[] => {
    try {
      loadContent(new Map([...TEXTS, ['rules/own.yaml', text]]), [RuleFiles])
      return []
    } catch (error) {
      if (!(error instanceof ContentInvalid)) throw error
      return error.problems
        .filter(({ file }) => file.startsWith('rules/'))
        .map(({ file, line, message }) => `${file}:${line} ${message}`)
    }
  }

  it('that is sound has no fault', () => expect(faults(FILE)).toEqual([]))
  it.each([
    ['an unknown field', FILE.replace('severity:', 'colour: red\n  severity:'), /^rules\/own\.yaml:\d .*"colour"/],
    ['a type that does not fit', FILE.replace('days: 0', 'days: soon'), /^rules\/own\.yaml:3 .*number/],
    [
      'a loop in a ladder',
      `${FILE}  ladder:\n    - { after: 1, to: head }\n    - { after: 1, to: head }\n`,
      /^rules\/own\.yaml:9 .*has head twice and would go in a circle/,
    ],
    [
      'a runaway condition',
      `${FILE}  when: '[1].all(x, x > 0)'\n`,
      /^rules\/own\.yaml:7 .*may not use all: it could run away/,
    ],
    ['a word that there is not', `${FILE}  when: citizen == "x"\n`, /^rules\/own\.yaml:7 .*It may speak of kind, /],
    ['a name that stands twice', FILE + FILE, /^rules\/own\.yaml:\d "sound" stands twice: every rule has a name/],
  ])('says file, line and cure of %s', (_what, text, expected) => expect(faults(text)[0]).toMatch(expected))
})
