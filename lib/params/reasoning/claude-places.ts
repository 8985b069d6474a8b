import type { Path } from '../param'

/** Where a body holds what Claude is told. */
export interface Places<Body> {
  thinking: Path<Body>
  effort: Path<Body>
  limit: Path<Body>
}

export const EXTENDED = 'https://platform.claude.com/docs/en/build-with-claude/extended-thinking'
export const EFFORT = 'https://platform.claude.com/docs/en/build-with-claude/effort'
