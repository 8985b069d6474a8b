'use client'

import { Component, type ReactNode } from 'react'
import { Button } from './button'
import { Icon } from './icon'

interface Props {
  /** What stands inside, as a sentence says it: `This answer`. */
  what: string
  children: ReactNode
}

/** A part that breaks while drawing says so, and takes nothing else along. */
export class Boundary extends Component<Props, { error?: Error }> {
  override state: { error?: Error } = {}

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="broken-part" role="alert">
        <p>
          <Icon name="alert" size="small" /> {this.props.what} could not be shown: {error.message}
        </p>
        <Button look="line" onClick={() => this.setState({ error: undefined })}>
          Try again
        </Button>
      </div>
    )
  }
}
