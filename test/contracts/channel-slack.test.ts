import { slackPlatform, WHY_NOT } from './channel/slack.ts'
import { slackCases } from './channel/slack-own.ts'
import { channelContract } from './channel.ts'

channelContract({ name: 'Slack by HTTP', deviations: WHY_NOT, start: (outside) => slackPlatform('http', outside) })
channelContract({
  name: 'Slack by Socket Mode',
  deviations: WHY_NOT,
  start: (outside) => slackPlatform('socket', outside),
})
slackCases()
