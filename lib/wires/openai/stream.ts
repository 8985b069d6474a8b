import type { StreamDecoder } from '../wire'

export function decoder(): StreamDecoder {
  let finished = false
  return {
    next({ data }) {
      if (data !== '[DONE]') return [{ chunk: JSON.parse(data), text: data }]
      finished = true
      return []
    },
    end: () => [],
    get finished() {
      return finished
    },
  }
}
