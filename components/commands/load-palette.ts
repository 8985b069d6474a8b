/** It loads when it is wanted, or when ⌘ goes down, so that what is typed right after ⌘K arrives in it. */
export const loadPalette = () => import('./palette')
