/** Who is measured, in this order in every round; `direct` is the provider itself, without anyone between. */
export const NAMES = {
  front: 'Refract',
  next: 'Refract in Next',
  bare: 'bare proxy',
  portkey: 'Portkey',
  direct: 'direct',
}
