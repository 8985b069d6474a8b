'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { Button, IconButton } from './button'

interface Toast {
  id: number
  text: string
  action?: { label: string; onSelect(): void }
}

type Show = (text: string, action?: Toast['action']) => void

const Context = createContext<Show>(() => {})

/** Says what just happened and, where it can be, offers to undo it. */
export const useToast = () => useContext(Context)

const SHOWN = 8_000

export function Toasts({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const show = useCallback<Show>((text, action) => setToast({ id: Date.now(), text, action }), [])
  useEffect(() => {
    if (!toast) return
    const timer = setTimeout(setToast, SHOWN, null)
    return () => clearTimeout(timer)
  }, [toast])
  return (
    <Context value={show}>
      {children}
      <div className="toasts" role="status">
        {toast && <ToastBar key={toast.id} toast={toast} onClose={() => setToast(null)} />}
      </div>
    </Context>
  )
}

function ToastBar({ toast: { text, action }, onClose }: { toast: Toast; onClose(): void }) {
  const act = () => {
    action?.onSelect()
    onClose()
  }
  return (
    <div className="toast">
      <span>{text}</span>
      {action && (
        <Button look="line" onClick={act}>
          {action.label}
        </Button>
      )}
      <IconButton icon="x" name="Dismiss" small onClick={onClose} />
    </div>
  )
}
