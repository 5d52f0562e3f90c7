import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { Expected, Message } from './evaluation.ts'

const read = (task: string): unknown =>
  parse(readFileSync(new URL(`../../prompts/${task}/examples.yaml`, import.meta.url), 'utf8'))

/** The examples that stand beside each prompt. */
export const promptExamples = (): { readonly classify: Message[]; readonly extract: Expected[] } => ({
  classify: z.array(Message).parse(read('classify')),
  extract: z.array(Expected).parse(read('extract')),
})
