import { jsonLanguage } from '@codemirror/lang-json'
import { childPath } from '../paths'

export interface Place {
  from: number
  to: number
}

type SyntaxNode = ReturnType<typeof jsonLanguage.parser.parse>['topNode']

/** Where each member and item of a JSON text stands, by its path as notes write it: of a member its name, of an item the item. */
export function placesOf(text: string): Map<string, Place> {
  const places = new Map<string, Place>()
  const value = jsonLanguage.parser.parse(text).topNode.firstChild
  if (value) add(value, '', text, places)
  return places
}

function add(node: SyntaxNode, path: string, text: string, places: Map<string, Place>): void {
  // Of the whole the first character stands for all.
  if (!path) places.set(path, { from: node.from, to: node.from + 1 })
  if (node.name === 'Array') {
    valuesOf(node).forEach((item, index) => {
      const here = childPath(path, index)
      places.set(here, placeOfItem(item))
      add(item, here, text, places)
    })
  }
  if (node.name !== 'Object') return
  for (const property of node.getChildren('Property')) {
    const name = property.getChild('PropertyName')
    if (!name) continue
    const here = childPath(path, JSON.parse(text.slice(name.from, name.to)))
    places.set(here, { from: name.from, to: name.to })
    const value = property.lastChild
    if (value && value.name !== 'PropertyName') add(value, here, text, places)
  }
}

function placeOfItem({ name, from, to }: SyntaxNode): Place {
  return { from, to: name === 'Object' || name === 'Array' ? from + 1 : to }
}

function valuesOf(array: SyntaxNode): SyntaxNode[] {
  const values: SyntaxNode[] = []
  for (let node = array.firstChild; node; node = node.nextSibling) if (/^[A-Z]/.test(node.name)) values.push(node)
  return values
}

/** The place of a path, or of the nearest thing around it that stands in the text. */
export function nearestPlace(places: ReadonlyMap<string, Place>, path: string): Place | undefined {
  const exact = places.get(path)
  if (exact) return exact
  let best = ''
  for (const known of places.keys()) {
    if (known.length > best.length && path.startsWith(known) && /[.[]/.test(path[known.length] ?? '')) best = known
  }
  return places.get(best)
}
