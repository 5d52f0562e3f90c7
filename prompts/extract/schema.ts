import { z } from 'zod'
import type { Task } from '../task.ts'

const Words = (most: number) => z.string().max(most).nullish()

export const Extracted = z.object({
  place: Words(120).describe('地点,照抄来信原文;没有就为 null'),
  since: Words(60).describe('从什么时候开始、持续多久,照抄来信原文;没有就为 null'),
  wanted: Words(200).describe('写信人希望怎么办,照抄来信原文;没有就为 null'),
  urgent: z.boolean().nullish().describe('来信是否说明等不得'),
  danger: z.boolean().nullish().describe('是否有人有生命危险,或儿童正在受到伤害'),
  dangerSaid: Words(60).describe('说明有危险的那几个字,照抄来信原文;没有危险就为 null'),
  against: z
    .array(z.string().max(60))
    .max(5)
    .nullish()
    .describe('被投诉、被举报的人或单位,照抄来信原文;请求帮助的对象不算'),
})
export type Extracted = z.infer<typeof Extracted>

/** What a letter says already, so that only the rest is asked. */
export const extract = {
  name: 'extract',
  variables: ['fence', 'letter'],
  schema: Extracted,
} as const satisfies Task
