// Renews the page when there is something new on it. Without script the page has a link for that.
const view = document.querySelector('[data-revision]')

async function look() {
  if (document.hidden) return
  const answer = await fetch(view.dataset.revisionUrl)
  const { revision } = await answer.json()
  if (String(revision) !== view.dataset.revision) location.reload()
}

// A component that is restarted answers nothing for a while; the next look finds it again.
if (view) setInterval(() => look().catch(() => {}), 2000)
