import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Seal } from '../ports/seal.ts'
import { codeInPayload, invitationCode, invitationPayload, readInvitationCode } from './invitation.ts'

const seal = {
  blind: (text: string, purpose: string) => createHmac('sha256', purpose).update(text).digest('hex').slice(0, 32),
} as unknown as Seal // nothing else of it is asked

describe('an invitation code', () => {
  it('is ten letters and digits of which none is mistaken for another', () => {
    fc.assert(fc.property(fc.string(), (key) => /^[2-9A-HJKMNP-Z]{10}$/.test(invitationCode(seal, key))))
  })

  it('is read as people type it', () => {
    const code = invitationCode(seal, 'a')
    expect(readInvitationCode(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `)).toBe(code)
    expect(readInvitationCode(code.replace(/./g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)))).toBe(
      code,
    )
  })

  it('is not read out of anything else', () => {
    expect(readInvitationCode('路灯坏了')).toBeUndefined()
    expect(readInvitationCode('0123456789')).toBeUndefined()
  })

  it('fits into a deep link', () => {
    const payload = invitationPayload(invitationCode(seal, 'a'))
    expect(payload).toMatch(/^[\w-]{1,64}$/)
    expect(codeInPayload(payload)).toBe(invitationCode(seal, 'a'))
    expect(codeInPayload('case-abc')).toBeUndefined()
  })
})
