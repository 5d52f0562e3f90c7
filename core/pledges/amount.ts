import { readValue } from '../gifts/value.ts'
import { refusal } from '../kernel/errors.ts'

const PLAIN = /^(?:人民币|rmb|cny|[¥￥])?(\d{1,9}(?:\.\d{1,2})?)(万)?(?:元|块钱?|圆)?(?:人民币|整)?$/iu

/**
 * The amount that somebody pledges, as the bare number of yuan that goes into the text: `3,000元` and `0.3万` are `3000`.
 * What is about, between, or in words is asked for again: nothing that is signed is guessed.
 * @throws Refusal `pledges.amount-negative`, `pledges.amount-currency`, `pledges.amount-unclear`
 */
export const amountIn = (said: string): string => {
  const plain = said.normalize('NFKC').replace(/[,，\s]/g, '')
  const { negative, currency } = readValue(plain)
  if (negative) throw refusal('pledges.amount-negative', { said })
  if (currency !== 'CNY') throw refusal('pledges.amount-currency', { said })
  const [, figure, wan] = PLAIN.exec(plain) ?? []
  if (figure === undefined) throw refusal('pledges.amount-unclear', { said })
  return String(wan === undefined ? Number(figure) : Math.round(Number(figure) * 1e6) / 100)
}
