'use client'

import { useState, type SyntheticEvent } from 'react'
import { useProblemWords } from '@/components/values/use-problem-words'

type Fields = (name: string) => string

const readFields = (form: HTMLFormElement): Fields => {
  const fields = new FormData(form)
  return (name) => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : ''
  }
}

/**
 * A form that is sent by script, once at a time, and says what went wrong. `send` answers with the page to go to, which is
 * loaded in full since pages are drawn for whoever is signed in, or with null to stay.
 */
export const useSubmit = (send: (read: Fields) => Promise<string | null>, initialProblem: string | null = null) => {
  const problemWords = useProblemWords()
  const [problem, setProblem] = useState(initialProblem)
  const [isBusy, setIsBusy] = useState(false)
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    setProblem(null)
    send(readFields(event.currentTarget)).then(
      (path) => {
        if (path === null) setIsBusy(false)
        else window.location.assign(path)
      },
      (error: unknown) => {
        setProblem(problemWords(error))
        setIsBusy(false)
      },
    )
  }
  return { problem, isBusy, submit }
}
