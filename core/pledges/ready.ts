import { partsOf } from '../conversation/in-parts.ts'
import { refusal } from '../kernel/errors.ts'
import { type Asked, nextBlank } from './asked.ts'

/** @throws Refusal `pledges.read-first`, `pledges.text-changed`, `pledges.fill-first` */
export const requireReady = (own: Asked): void => {
  const { reading, template } = own
  if (reading === undefined) throw refusal('pledges.read-first')
  if (reading.data.textHash !== own.before) throw refusal('pledges.text-changed')
  if (reading.data.read < partsOf(template.text.trim()).length) throw refusal('pledges.read-first')
  const blank = nextBlank(own)
  if (blank !== undefined) throw refusal('pledges.fill-first', { blank: template.blanks[blank]?.name ?? '' })
}
