/** Everything the page needs to look like something, so that it asks no other server for anything. */
export const style = `
:root { color-scheme: light dark; --paper: #fcfcfb; --ink: #1d2126; --faint: #626a73; --line: #e4e5e3;
  --card: #fff; --code: #f3f4f1; --accent: #0b6b57; --get: #0b6b57; --post: #8a4b08; --put: #5b3fa8;
  --delete: #a8243b; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #e4e7ea; --faint: #98a1aa;
  --line: #2a2f35; --card: #1a1e22; --code: #20252a; --accent: #58c9ac; --get: #58c9ac; --post: #e0a458;
  --put: #b49cf0; --delete: #f08497; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 76rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2rem 1rem 2rem 1.5rem;
  border-right: 1px solid var(--line); font-size: .9rem; }
nav strong { display: block; margin: 1.4rem 0 .3rem; color: var(--faint); font-size: .75rem;
  letter-spacing: .06em; text-transform: uppercase; }
nav a { display: block; padding: .15rem 0; color: inherit; text-decoration: none; }
nav a:hover, nav a:focus-visible { color: var(--accent); }
main { padding: 2.5rem clamp(1rem, 4vw, 3.5rem) 6rem; min-width: 0; }
h1 { margin: 0; font-size: 2rem; letter-spacing: -.02em; }
h2 { margin: 3.5rem 0 1rem; font-size: 1.35rem; letter-spacing: -.01em; }
h3 { margin: 0 0 .4rem; font-size: 1.1rem; }
h4 { margin: 1.4rem 0 .4rem; font-size: .85rem; color: var(--faint); }
h4 small { font-weight: 400; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--accent); }
section { margin: 0 0 1.25rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; }
section:target { border-color: var(--accent); }
code, pre { font: .86em/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--code); border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere; }
pre { margin: .4rem 0; padding: .9rem 1rem; background: var(--code); border-radius: 8px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
td { padding: .4rem .8rem .4rem 0; border-top: 1px solid var(--line); vertical-align: top; }
tr:first-child td { border-top: 0; }
td:first-child { white-space: nowrap; }
td b { color: var(--delete); margin-left: .15em; }
.kind { color: var(--faint); min-width: 8rem; }
.address { margin: 0 0 .6rem; }
.address code { background: none; padding: 0; font-size: .95em; }
.method { display: inline-block; min-width: 3.6rem; font: 700 .78rem/1.9 ui-monospace, monospace; }
.get { color: var(--get); } .post { color: var(--post); } .put, .patch { color: var(--put); }
.delete { color: var(--delete); }
.access { float: right; color: var(--faint); font-size: .8rem; }
details { margin-top: .8rem; } summary { cursor: pointer; color: var(--faint); font-size: .9rem; }
footer { margin-top: 4rem; color: var(--faint); font-size: .85rem; }
@media (max-width: 56rem) { .page { display: block; } nav { position: static; height: auto;
  border: 0; border-bottom: 1px solid var(--line); padding-bottom: 1rem; } }
@media (max-width: 40rem) { section { padding: 1.1rem 1rem; } .access { float: none; display: block; }
  td, td:first-child { display: block; border: 0; padding: 0; white-space: normal; }
  tr { display: block; padding: .5rem 0; border-top: 1px solid var(--line); }
  tr:first-child { border-top: 0; }
  td:empty { display: none; } td:nth-child(2) { font-size: .85em; } }
@media print { nav { display: none; } .page { display: block; } section { break-inside: avoid; } }
`
