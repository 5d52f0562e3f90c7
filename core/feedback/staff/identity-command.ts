import { command } from '../../conversation/command.ts'
import { forbidden, refusal } from '../../kernel/errors.ts'
import { open } from '../../reporters/open.ts'
import { runs } from '../access.ts'
import { wordsIn } from '../answers.ts'
import { theCase } from './the-case.ts'
import { showButton } from './words.ts'

/** A custodian opens who reported a case, with a reason. It is recorded, and the reporter is told. */
export const identity = command({
  name: 'identity',
  for: ['custodian'],
  summary: 'staff.identity',
  form: 'identity',
  begin: async (talk, [named]) => {
    const { data } = await theCase(talk, named)
    if (!runs(await talk.organisation(), talk.actor, data, 'custodian')) throw forbidden()
    if (data.reporter !== 'named') throw refusal('reporters.nothing-to-open', { number: data.number })
    return {}
  },
  async run(talk, [named], answers) {
    const { id, data } = await theCase(talk, named)
    const { name, phone } = await talk.execute(open, { case: id, reason: wordsIn(answers, 'reason') })
    const none = talk.text('staff.not-given')
    return [
      {
        say: 'staff.identity-is',
        params: { number: data.number, name: name ?? none, phone: phone ?? none },
        choices: [showButton(id)],
        sensitive: true,
      },
    ]
  },
})
