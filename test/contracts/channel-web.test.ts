import { WHY_NOT, webPlatform } from './channel/web.ts'
import { channelContract } from './channel.ts'

channelContract({ name: 'the web page', deviations: WHY_NOT, start: webPlatform })
