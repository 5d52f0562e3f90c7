import { expect, test } from 'vitest'
import { withoutButton } from './without-button.ts'

test.each([
  ['大概哪天反映的？不记得就点“跳过”。', '跳过', '大概哪天反映的？'],
  ['明年怎么做更好？没有就点“跳过”。写几句就行。', '跳过', '明年怎么做更好？写几句就行。'],
  ['Since when? If you are not sure, press "Skip".', 'Skip', 'Since when?'],
  ['没有就点“跳过”。', '跳过', '没有就点“跳过”。'],
])('%s', (question, label, left) => expect(withoutButton(question, label)).toBe(left))
