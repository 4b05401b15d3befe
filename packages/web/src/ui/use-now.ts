import { useEffect, useState } from 'preact/hooks'

/** The time, anew every so many milliseconds: for ages that grow while one looks. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
