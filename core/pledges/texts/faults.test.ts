import { describe, expect, it } from 'vitest'
import { faultsOf } from './faults.ts'

const said = (text: string, blanks: readonly string[] = [], duties: readonly string[] = []): readonly string[] =>
  [
    ...faultsOf({
      text,
      blanks: blanks.map((name) => ({ name })),
      duties: duties.map((each) => ({ text: each })),
    }),
  ].map(({ kind, name }) => `${kind} ${name}`)

describe('the text of a pledge', () => {
  it.each([
    ['what the program fills in needs no question', '我是{{姓名}}，{{ 岗位 }}。', [], [], []],
    ['what is asked for stands in the text', '风险点：{{风险点}}。', ['风险点'], [], []],
    ['a blank that nobody fills is named', '我是{{性名}}，防范{{办法}}。', ['办法'], [], ['nobody-fills 性名']],
    ['half a blank would be signed as it stands', '我是{{姓名}，', [], [], ['stray-brace 我是{{姓名}，']],
    ['a question without a blank is named', '我承诺。', ['办法'], [], ['not-in-text 办法']],
    ['nobody is asked for what is known', '我是{{姓名}}。', ['姓名'], [], ['filled-by-itself 姓名']],
    ['nothing is asked for twice', '{{办法}}', ['办法', '办法'], [], ['twice 办法']],
    ['a duty stands in the text word for word', '一、谈话。', [], ['谈心'], ['duty-not-in-text 谈心']],
  ])('%s', (_rule, text, blanks, duties, faults) => {
    expect(said(text, blanks, duties)).toEqual(faults)
  })
})
