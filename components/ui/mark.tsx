/** One beam in, several out: the product's sign. */
export function Mark() {
  return (
    <svg
      className="mark"
      viewBox="0 0 26 22"
      width="26"
      height="22"
      fill="none"
      strokeWidth="1.75"
      strokeLinecap="round"
      role="img"
      aria-label="Refract"
    >
      <path d="M1 11h9" stroke="var(--ink)" />
      <path d="M16 10.2L24.6 4" stroke="var(--letter-a)" />
      <path d="M15.4 11h9.6" stroke="var(--letter-b)" />
      <path d="M14.8 11.8l9.8 6.2" stroke="var(--letter-c)" />
      <path d="M12.2 2h3.4l-2.8 18H9.4z" fill="var(--ink)" />
    </svg>
  )
}

/** The same sign in one colour, on Run. */
export function Rays() {
  return (
    <svg className="rays" viewBox="0 0 22 16" aria-hidden="true">
      <path d="M1 8h6" />
      <path d="M9.6 2h2.4l-1.9 12H7.7z" fill="currentColor" stroke="none" />
      <path className="out" d="M13.5 6.8L20.5 3M13.3 8h7.4M13.1 9.2l7.4 3.8" />
    </svg>
  )
}
