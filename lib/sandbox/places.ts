/** One answer under way. `signal` is aborted when the caller leaves, or cancels the body. */
export interface Place {
  signal: AbortSignal
  abort(reason: unknown): void
  leave(): void
}

export interface Places {
  /** `undefined` when every place is taken. */
  take(request: Request): Place | undefined
}

/** An answer nobody reads or cancels gives its place back after this many milliseconds, when others wait. */
const LONGEST = 10 * 60_000

export function places(most: number, now: () => number): Places {
  const taken = new Map<Place, number>()
  return {
    take(request) {
      if (taken.size >= most) sendAwayOldest(taken, now() - LONGEST)
      if (taken.size >= most) return
      const place = placeFor(request, () => taken.delete(place))
      taken.set(place, now())
      return place
    },
  }
}

/** The closures hold the request itself: a Request that is collected no longer passes its caller's abort on. */
function placeFor(request: Request, onLeave: () => void): Place {
  const controller = new AbortController()
  const follow = () => controller.abort(request.signal.reason)
  if (request.signal.aborted) follow()
  request.signal.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    abort: reason => controller.abort(reason),
    leave() {
      request.signal.removeEventListener('abort', follow)
      onLeave()
    },
  }
}

function sendAwayOldest(taken: Map<Place, number>, before: number) {
  for (const [place, since] of taken) {
    if (since > before) return
    place.abort(new DOMException('The answer was not read in time.', 'TimeoutError'))
    place.leave()
  }
}
