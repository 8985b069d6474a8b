import type { Keys } from '../request'
import type { Slice } from '../store'

/** Kept in memory only, unless the person chooses to have them remembered on this device. */
export interface KeysSlice {
  keys: Keys
  remember: boolean
  /** `slot` from {@link keySlot}: a provider, or the origin of one's own host. An empty key removes it. */
  setKey(slot: string, key: string): void
  /** The access token of this deployment. */
  setAccessToken(token: string): void
  /** Switched off, what was remembered is removed from this device at once; memory keeps it. */
  setRemember(remember: boolean): void
  /** Removes every key and the token, here and on this device. */
  forgetKeys(): void
}

export const keysSlice: Slice<KeysSlice> = set => ({
  keys: { providers: {}, accessToken: '' },
  remember: false,
  setKey(slot, key) {
    set(({ keys }) => {
      const { [slot]: _, ...others } = keys.providers
      const trimmed = key.trim()
      return { keys: { ...keys, providers: trimmed ? { ...others, [slot]: trimmed } : others } }
    })
  },
  setAccessToken: token => set(({ keys }) => ({ keys: { ...keys, accessToken: token.trim() } })),
  setRemember: remember => set({ remember }),
  forgetKeys: () => set({ keys: { providers: {}, accessToken: '' } }),
})
