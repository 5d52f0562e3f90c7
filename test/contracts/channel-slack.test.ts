import { DEVIATIONS } from './channel/deviations.ts'
import { slackPlatform } from './channel/slack.ts'
import { modalCases } from './channel/slack-modals.ts'
import { slackCases } from './channel/slack-own.ts'
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
slackCases()
modalCases()
