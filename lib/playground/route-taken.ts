import { isObject } from './check'

/** The path of the target an explained route asks first; where chance decides, of the one that is asked most often. */
export function takenPath(route: unknown, path = 'config'): string {
  if (!isObject(route) || !Array.isArray(route.targets)) return path
  const index = takenIndex(route, route.targets, path)
  return takenPath(route.targets[index], `${path}.targets[${index}]`)
}

function takenIndex({ takes }: Record<string, unknown>, targets: unknown[], path: string): number {
  if (takes !== undefined) return targets.findIndex((_, index) => takes === `${path}.targets[${index}]`)
  const shares = targets.map(target => (isObject(target) && typeof target.share === 'number' ? target.share : 0))
  return shares.indexOf(Math.max(...shares))
}
