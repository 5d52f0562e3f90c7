import { afterEach, beforeEach, describe } from 'vitest'
import { DEVIATIONS } from './channel/deviations.ts'
import { slackPlatform } from './channel/slack.ts'
import { SlackDesk } from './channel/slack-desk.ts'
import { heardCases } from './channel/slack-heard.ts'
import { homeCases } from './channel/slack-home.ts'
import { modalCases } from './channel/slack-modals.ts'
import { requestCases } from './channel/slack-requests.ts'
import { sendingCases } from './channel/slack-sending.ts'
import { socketCases } from './channel/slack-sockets.ts'
import { channelContract } from './channel.ts'

channelContract({
  name: 'Slack by HTTP',
  deviations: DEVIATIONS.Slack,
  start: (outside) => slackPlatform('http', outside),
})
channelContract({
  name: 'Slack by Socket Mode',
  deviations: DEVIATIONS.Slack,
  start: (outside) => slackPlatform('socket', outside),
})

describe("Slack's own ways", () => {
  let desk: SlackDesk
  beforeEach(async () => {
    desk = await SlackDesk.set()
  })
  afterEach(() => desk.clear())

  for (const cases of [requestCases, heardCases, sendingCases, homeCases, socketCases]) cases(() => desk)
})
modalCases()
