import type { Keys } from '../request'
import type { SavedDocument } from '../saved-state'
import { withAttachments } from './attachments'
import { LinkError, writeLink } from './link'
import { toPortable } from './portable'
import { findSecrets, type Secret, withoutSecrets } from './secrets'

/** What the person chose to have in the link. */
export interface Choice {
  /** Ids of attachments. */
  attachments: ReadonlySet<string>
  /** Take out what looks like a secret. */
  clean: boolean
}

/** A link to copy, or why there is none; and what in it looks like a secret. */
export interface Offer {
  secrets: Secret[]
  link?: string
  problem?: string
}

export async function offerLink(
  document: SavedDocument,
  { attachments, clean }: Choice,
  { keys, dataOf }: { keys: Keys; dataOf(hash: string): Promise<string | undefined> },
): Promise<Offer> {
  const portable = await withAttachments(toPortable(document), attachments, dataOf)
  const secrets = findSecrets(portable, keys)
  try {
    return { secrets, link: await writeLink(clean ? withoutSecrets(portable, secrets) : portable) }
  } catch (error) {
    if (!(error instanceof LinkError)) throw error
    return { secrets, problem: error.message }
  }
}
