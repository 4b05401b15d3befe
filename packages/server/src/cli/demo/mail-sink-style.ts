/** The look of the page with mails. */
export const MAIL_SINK_STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f4f6, #15181c);
  --paper: light-dark(#ffffff, #1e2227);
  --ink: light-dark(#1b1f24, #eceef0);
  --quiet: light-dark(#4f5863, #aab2bc);
  --line: light-dark(#d5d9de, #3a4149);
  --link: light-dark(#154273, #8fc0f5);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 16px/24px 'Source Sans 3', 'Segoe UI', system-ui, sans-serif;
}
header { background: #154273; color: #ffffff; font-weight: 600; }
header p, main { max-width: 48rem; margin: 0 auto; padding: 16px 24px; }
main { padding-bottom: 64px; }
h1 { margin: 16px 0; font-size: 28px; line-height: 36px; overflow-wrap: anywhere; }
h2 { margin: 32px 0 8px; font-size: 18px; }
p { margin: 0 0 16px; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 24px; }
.again { padding: 8px 0; }
.intro, .about { color: var(--quiet); }
.mails { margin: 0; padding: 0; list-style: none; }
.mails li + li { margin-top: 8px; }
.mail {
  display: block;
  padding: 16px;
  border: 1px solid var(--line);
  border-radius: 4px;
  background: var(--paper);
  color: inherit;
  text-decoration: none;
}
.mail:hover .subject { text-decoration: underline; }
.subject { display: block; color: var(--link); font-weight: 600; overflow-wrap: anywhere; }
.about { display: block; font-size: 14px; overflow-wrap: anywhere; }
.empty { padding: 48px 24px; border: 1px dashed var(--line); border-radius: 4px; text-align: center; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 24px; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
pre {
  margin: 0;
  padding: 16px;
  overflow-x: auto;
  border: 1px solid var(--line);
  border-radius: 4px;
  background: var(--paper);
  font: 14px/20px ui-monospace, 'Cascadia Mono', Menlo, monospace;
}
.text { font: inherit; padding: 24px; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { padding: 4px 0; cursor: pointer; }
details pre { margin-top: 8px; }
`
