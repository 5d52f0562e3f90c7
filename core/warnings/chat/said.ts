import type { Severity } from '../warning.ts'

/** What a sentence such as 给刘局长发个提醒 already says. */
export interface SaidWarning {
  readonly severity?: Severity
  /** Whom it is for, as they were called. */
  readonly to?: string
}

const KINDS: readonly (readonly [Severity, RegExp])[] = [
  ['talk', /约谈建议|建议约谈|proposed talk/iu],
  ['yellow', /黄牌|yellow card/iu],
  ['red', /红牌|red card/iu],
  ['reminder', /提醒|reminder/iu],
  ['prompt', /预警|warning/iu],
]
const TO = /[给向对]\s*(.{2,20}?)\s*(?:再|也)?[发出下来]|(?:card|warning|reminder) to ([\p{L} ·-]{2,40})/iu
/** A name alone, as it stands behind the command. */
const ALONE = /^[\p{Script=Han}·]{2,12}$/u

export const readWarning = (words: string): SaidWarning => {
  const plain = words.normalize('NFKC').trim()
  const severity = KINDS.find(([, said]) => said.test(plain))?.[0]
  const named = TO.exec(plain)
  const to = named?.[1] ?? named?.[2] ?? (severity === undefined && ALONE.test(plain) ? plain : undefined)
  return { ...(severity === undefined ? {} : { severity }), ...(to === undefined ? {} : { to: to.trim() }) }
}
