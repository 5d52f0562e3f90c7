import { beforeEach, describe, expect, it } from 'vitest'
import { ModelFake } from '../test/support/model-fake.ts'
import { keptLog, sampleContent } from '../test/support/world.ts'
import { assistantOf } from './assistant.ts'
import { ConfigurationWrong, configuration } from './config.ts'

describe('which assistant a configuration gives', () => {
  let log: ReturnType<typeof keptLog>
  beforeEach(() => {
    log = keptLog()
  })
  const given = async (env: Record<string, string>) => assistantOf(configuration(env), await sampleContent(), log)

  it('without an endpoint: the offline one alone, and nothing to say about it', async () => {
    expect((await given({ LLM_MAY_SEE: 'masked' })).improve).toBeUndefined()
    expect(log.lines).toEqual([])
  })

  it('with an endpoint alone: nothing leaves, and the program says so', async () => {
    const model = await ModelFake.start()
    const assistant = await given({ LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'fake' })
    expect(assistant.improve).toBeUndefined()
    await assistant.classify('路灯坏了三个月没人修')
    expect(model.asked).toEqual([])
    expect(log.lines.map(({ event }) => event)).toEqual(['assistant.model-may-see-nothing'])
    await model.stop()
  })

  it('with leave to see masked letters: a model beside it; keys are not logged', async () => {
    const env = {
      LLM_BASE_URL: 'http://127.0.0.1:9/v1',
      LLM_MODEL: 'fake',
      LLM_API_KEY: 'secret',
      LLM_MAY_SEE: 'masked',
    }
    expect((await given(env)).improve).toBeTypeOf('function')
    expect(JSON.stringify(log.lines)).not.toContain('secret')
  })

  it('an endpoint without a model is a mistake that is named', () => {
    expect(() => configuration({ LLM_BASE_URL: 'http://127.0.0.1:9/v1' })).toThrow(ConfigurationWrong)
    expect(() => configuration({ LLM_BASE_URL: 'http://127.0.0.1:9/v1' })).toThrow(/LLM_MODEL/)
    expect(() => configuration({ LLM_MAY_SEE: 'everything' })).toThrow(/LLM_MAY_SEE/)
  })
})
