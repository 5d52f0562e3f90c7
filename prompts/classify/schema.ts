import { z } from 'zod'
import type { Task } from '../task.ts'

const Share = z.number().min(0).max(1)

export const Classified = z.object({
  category: z.string().max(40).describe('类别清单中的一个类别'),
  matter: z.string().max(40).nullish().describe('候选事项清单中的一个代码;都不合适就为 null'),
  confidence: Share.describe('把握,0 到 1'),
  because: z.array(z.string().max(40)).max(8).nullish().describe('据以判断的词语,照抄来信原文'),
  alternatives: z
    .array(z.object({ matter: z.string().max(40), confidence: Share }))
    .max(5)
    .nullish()
    .describe('其他可能的候选事项'),
})
export type Classified = z.infer<typeof Classified>

/** Which matter of the office's list a letter belongs to. */
export const classify = {
  name: 'classify',
  variables: ['candidates', 'categories', 'fence', 'letter'],
  schema: Classified,
} as const satisfies Task
