const name = 'balie.desk.chosen'

/** Which conversation this tab shows, remembered over a reload. An id says nothing about the citizen. */
export function chosenConversation(): { read(): string | undefined; write(id: string | undefined): void } {
  return {
    read() {
      try {
        return sessionStorage.getItem(name) ?? undefined
      } catch {
        return undefined
      }
    },
    write(id) {
      try {
        if (id === undefined) sessionStorage.removeItem(name)
        else sessionStorage.setItem(name, id)
      } catch {
        // After a reload the agent chooses it again.
      }
    },
  }
}
