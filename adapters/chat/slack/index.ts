/** Slack by Bolt. Limits and how messages degrade: `docs/decisions/0005-degrading.md`. */
export type { SlackParts } from './parts.ts'
export { type SlackChannel, slackChannel } from './slack-channel.ts'
