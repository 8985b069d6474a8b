/** About so many tokens: four characters make one. Only the provider knows; shown with `~`. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4)
}
