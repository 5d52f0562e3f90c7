import { DEVIATIONS } from './channel/deviations.ts'
import { webPlatform } from './channel/web.ts'
import { channelContract } from './channel.ts'

channelContract({ name: 'the web page', deviations: DEVIATIONS.Web, start: webPlatform })
