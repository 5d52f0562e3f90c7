import type { Seal } from '../ports/seal.ts'
import { addressBond, chatOfReporter, identityBond, type ReporterMode } from './reporter.ts'

interface Told {
  readonly reporter: ReporterMode
  readonly language: 'zh-CN' | 'zh-TW' | 'en'
  readonly channel: string
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly chat?: { readonly key: string; readonly sealed: string; readonly bond: string } | undefined
}

/** What is kept of a reporter: everything that could tell who they are is sealed to this case. */
export interface Sealed {
  readonly mode: ReporterMode
  readonly language: Told['language']
  readonly code: string
  readonly chat?: { readonly channel: string; readonly key: string; readonly address: string }
  readonly identity?: string
}

/** The blinded form of a secret code, under which its case is found. */
export const blindCode = (seal: Seal, code: string): string => seal.blind(code, 'reporter-code')

export const sealReporter = (seal: Seal, caseId: string, code: string, told: Told): Sealed => {
  const { reporter: mode, language, channel, name, phone, chat } = told
  const kept: Sealed = { mode, language, code: blindCode(seal, code) }
  if (mode === 'nothing') return kept
  return {
    ...kept,
    ...(chat === undefined
      ? {}
      : {
          chat: {
            channel,
            key: chatOfReporter(seal, chat.key),
            address: seal.seal(seal.open(chat.sealed, chat.bond), addressBond(caseId)),
          },
        }),
    ...(mode === 'named' && (name ?? phone) !== undefined
      ? { identity: seal.seal(JSON.stringify({ name, phone }), identityBond(caseId)) }
      : {}),
  }
}
