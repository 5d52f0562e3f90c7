import { expect, it } from 'vitest'
import { sampleContent } from '../../../test/support/world.ts'
import { offlineAssistant } from './offline-assistant.ts'

const assistant = offlineAssistant({ content: await sampleContent() })

it.each(['。13800001234', '，我的电话是13800001234', '，我叫张三，手机13800001234，身份证510101199001011234'])(
  'a matter is found as surely with %s behind it',
  async (personal) => {
    const bare = (await assistant.classify('北门社区的路灯坏了两个月')).best
    const said = (await assistant.classify(`北门社区的路灯坏了两个月${personal}`)).best
    expect(bare?.matter).toBe('street-light')
    expect(said?.matter).toBe('street-light')
    expect(said?.confidence).toBeGreaterThan((bare?.confidence ?? 1) - 0.1)
  },
)
