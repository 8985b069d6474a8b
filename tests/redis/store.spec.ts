import { redisStore } from '@/lib/store/redis'
import { startRedis } from '../support/redis'
import { storeSuite } from '../support/store-suite'

storeSuite({
  name: 'Redis',
  async open() {
    const server = await startRedis()
    return { store: redisStore(server.url), close: () => server.kill() }
  },
})
