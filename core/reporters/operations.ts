import { z } from 'zod'
import { operation } from '../kernel/operation.ts'
import { create } from '../kernel/outcome.ts'
import { Reporter, ReporterMode, reporterId } from './reporter.ts'

/** Keeps what is known of who reported a case, apart from the case. */
export const keep = operation({
  name: 'reporters.keep',
  summary: 'Keep the sealed record of who reported a case',
  allow: 'system',
  audited: false,
  input: z.object({
    case: z.string(),
    mode: ReporterMode,
    language: z.enum(['zh-CN', 'zh-TW', 'en']),
    code: z.string(),
    chat: z.object({ channel: z.string(), key: z.string(), address: z.string() }).optional(),
    identity: z.string().optional(),
  }),
  output: z.object({}),
  run: async (_context, { case: caseId, ...kept }) => create(Reporter, reporterId(caseId), { ...kept, openings: [] }),
  outputOf: () => ({}),
})
