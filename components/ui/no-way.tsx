/** A beam that meets the glass and goes nowhere. */
export function NoWay() {
  return (
    <svg className="no-way" viewBox="0 0 480 120" fill="none" aria-hidden="true">
      <path d="M0 60H222" stroke="var(--ink)" strokeWidth="2" />
      <path d="M236 8h22l-22 104h-22z" fill="var(--hover)" stroke="var(--line-2)" />
      <path d="M247 58L480 10M247 60H480M246 62L480 110" stroke="var(--line-2)" strokeWidth="1.5" strokeDasharray="4 6" />
    </svg>
  )
}
