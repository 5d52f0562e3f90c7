import { z } from 'zod'
import type { Stored } from '../kernel/record.ts'

/** What somebody writes: a ground, a reason. */
export const Words = z.string().trim().min(2).max(5_000)

export const Numbered = z.object({ id: z.string(), number: z.string() })
export const numbered = ({ id, data }: Stored<{ number: string }>) => ({ id, number: data.number })
