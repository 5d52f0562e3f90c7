import { describe, expect, it } from 'vitest'
import { sampleContent } from '../../test/support/world.ts'
import { Refusal } from '../kernel/errors.ts'
import { formOfNotice, questionsIn } from './questions.ts'

const content = await sampleContent()
const one = (line: string) => questionsIn(content, line)[0]
const refused = (text: string): string => {
  try {
    questionsIn(content, text)
    return 'nothing refused'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('a question of a notice', () => {
  it.each([
    ['几个人来？数字', 'number', [], true],
    ['How many come? a number', 'number', [], true],
    ['哪天到：日期', 'date', [], true],
    ['请发现场照片：图片', 'files', [], true],
    ['来不来？来/不来', 'choice', ['来', '不来'], true],
    ['车怎么走？ 自己去／坐大巴 （可不答）', 'choice', ['自己去', '坐大巴'], false],
    ['有什么困难？可不答', 'words', [], false],
    ['有什么困难', 'words', [], true],
    ['说好了：几点到？', 'words', [], true],
    ['3. 几个人来? Number', 'number', [], true],
  ])('%s is answered as %s', (line, way, options, required) => {
    expect(one(line)).toMatchObject({ way, options, required })
  })

  it('keeps its own words, without its number and what stands behind it', () => {
    expect(one('2、几个人来？数字')?.asks).toBe('几个人来？')
  })

  it.each([
    ['几个人来？多少都行', 'notices.question-unclear'],
    ['来不来？来/', 'notices.question-options'],
    ['选哪个？一/二/三/四/五/六/七/八/九', 'notices.question-options'],
    [`${'长'.repeat(201)}？`, 'notices.question-long'],
    ['\n \n', 'notices.needs-questions'],
    [Array.from({ length: 11 }, (_, n) => `第${n}问？`).join('\n'), 'notices.needs-questions'],
  ])('%# is refused: %s', (text, code) => {
    expect(refused(text)).toBe(code)
  })

  it('becomes a form of as many fields', () => {
    const questions = [...questionsIn(content, '来不来？来/不来\n几个人来？数字')]
    expect(formOfNotice(content, { title: '开会', questions })).toMatchObject({
      title: { en: '开会' },
      fields: [
        { name: 'q1', kind: 'choice', options: [{ value: 'o1' }, { value: 'o2' }] },
        { name: 'q2', kind: 'number', label: { 'zh-CN': '几个人来' } },
      ],
    })
  })
})
