/** A piece of code, which may be wider than the page. */
export function Code({ name, children }: { name: string; children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here
    <section className="docs-code" aria-label={name} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  )
}

/** The same in several languages, one open at a time. */
export function Languages({ group, of }: { group: string; of: readonly { title: string; install?: string; code: string }[] }) {
  return (
    <div className="docs-languages">
      {of.map(({ title, install, code }, index) => (
        <details key={title} name={group} open={index === 0}>
          <summary>
            {title}
            {install && <code>{install}</code>}
          </summary>
          <Code name={`${title}: ${group}`}>{code}</Code>
        </details>
      ))}
    </div>
  )
}
