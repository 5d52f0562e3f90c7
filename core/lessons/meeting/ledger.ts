import { Addressee } from '../../campaigns/addressee.ts'
import { Campaign } from '../../campaigns/index.ts'
import { Office } from '../../content/office.ts'
import type { Ledger } from '../../ledgers/ledger.ts'
import { instantsOf } from '../../ledgers/period.ts'
import { Attendance, attendanceId } from './attendance.ts'
import { Meeting } from './meeting.ts'
import { attendanceWords } from './sheet.ts'

/** Who came to the meetings of the period 会议签到台账, and who did not and why. */
export const meetingLedger: Ledger = {
  name: 'meetings',
  columns: ['person', 'unit', 'meeting', 'day', 'place', 'came', 'reason'],
  async *rows({ context, org, period, asAt, units, say }) {
    const { from } = instantsOf(period, context.content.only(Office).timezone)
    const held: Meeting[] = []
    for await (const { data } of context.read(Meeting).stream({}))
      if (data.calledOff === undefined && data.at >= from && data.at < asAt) held.push(data)
    for (const { campaign, title, day, place } of held.sort((a, b) => (a.at < b.at ? -1 : 1))) {
      if ((await context.read(Campaign).get(campaign))?.data.state === 'cancelled') continue
      for await (const { data } of context.read(Addressee).stream({ where: { 'data.campaign': campaign } })) {
        const { person, unit = '', answeredAt } = data
        if (units !== undefined && !units.has(unit)) continue
        const isKnown = answeredAt !== undefined && answeredAt < asAt
        const found = isKnown ? (await context.read(Attendance).get(attendanceId(campaign, person)))?.data : undefined
        yield [
          ...[org.person(person)?.name ?? person, org.unit(unit)?.name ?? unit, title, day, place],
          attendanceWords(found, isKnown ? data.state : 'waiting', (key, params) => say(`lessons.${key}`, params)),
          found?.reason ?? '',
        ]
      }
    }
  },
}
