import { Addressee, addresseeId, isOpen } from '../../campaigns/addressee.ts'
import { Campaign } from '../../campaigns/campaign.ts'
import type { Selecting, Term } from '../term.ts'

const numbered = (reader: Pick<Selecting, 'read'>, number: string) =>
  reader.read(Campaign).first({ where: { 'data.number': Number(number) } })

/** Whoever was asked in a campaign, by its number, and has answered, or has not. */
const ofCampaign = (name: string, answered: boolean): Term => ({
  name,
  meanings: (_known, words) => {
    const number = words.normalize('NFKC').replace(/^(?:#|no\.?)\s*/i, '')
    return /^\d{1,9}$/.test(number) ? [{ value: String(Number(number)), label: number }] : []
  },
  label: (_known, value) => value,
  exists: async (selecting, value) => (await numbered(selecting, value)) !== undefined,
  among: async (selecting, value, people) => {
    const campaign = (await numbered(selecting, value))?.id ?? ''
    const ids = people.map(({ code }) => addresseeId(campaign, code))
    const found = new Set<string>()
    for await (const { data } of selecting.read(Addressee).stream({ where: { id: { in: ids } } })) {
      if (isOpen(data.state) !== answered) found.add(data.person)
    }
    return found
  },
})

export const answered = ofCampaign('answered', true)
export const unanswered = ofCampaign('unanswered', false)
