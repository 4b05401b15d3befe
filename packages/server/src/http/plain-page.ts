const words = {
  start: {
    nl: [
      'U bent bij de balie',
      'Een gesprek begint op de website van de organisatie. Kies daar waarvoor u komt.',
    ],
    en: [
      'You are at the counter',
      'A conversation begins on the website of the organisation. Choose there what you come for.',
    ],
  },
  nothing: {
    nl: [
      'Hier is niets',
      'Dit adres bestaat niet, of niet meer. Begin opnieuw op de website van de organisatie.',
    ],
    en: [
      'There is nothing here',
      'This address does not exist, or no longer. Begin again on the website of the organisation.',
    ],
  },
  busy: {
    nl: ['Even wachten', 'Er komen te veel verzoeken van uw adres. Probeer het over een minuut opnieuw.'],
    en: ['One moment', 'Too many requests come from your address. Try again in a minute.'],
  },
  trouble: {
    nl: ['Dit lukt nu niet', 'Er ging iets mis. Er is niets verloren. Probeer het over een minuut opnieuw.'],
    en: ['This does not work now', 'Something went wrong. Nothing is lost. Try again in a minute.'],
  },
} as const

/** A page without scripts or styles, in both languages, that tells nothing about anyone. */
export function plainPage(displayName: string, which: keyof typeof words): string {
  const { nl, en } = words[which]
  const name = escaped(displayName)
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${nl[0]} - ${name}</title>
</head>
<body>
<main>
<p>${name}</p>
<h1>${nl[0]}</h1>
<p>${nl[1]}</p>
<section lang="en">
<h2>${en[0]}</h2>
<p>${en[1]}</p>
</section>
</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
