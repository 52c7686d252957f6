/** Served as `/board.css`. */
export const boardStyle = `:root {
  color-scheme: light dark;
  --page: light-dark(#f4f5f7, #111318);
  --panel: light-dark(#e9ebef, #191c23);
  --card: light-dark(#ffffff, #23272f);
  --line: light-dark(#d5d9e0, #363c47);
  --text: light-dark(#1c2430, #e8ebf0);
  --soft: light-dark(#566071, #a5aebc);
  --accent: light-dark(#3b4fc4, #9aa8ff);
  --late: light-dark(#b3261e, #ff9d94);
  --open: light-dark(#7b8494, #8c96a6);
  --in-progress: light-dark(#b7791f, #e0a94a);
  --done: light-dark(#2f7d4f, #63c08a);
  --cancelled: light-dark(#9aa2af, #616a78);
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
h1 { margin: .1rem 0 .3rem; font-size: 1.6rem; letter-spacing: -.01em; }
h2, h3, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--accent); }
.top { display: flex; flex-wrap: wrap; gap: 1rem 2rem; justify-content: space-between; align-items: end; margin-bottom: 1rem; }
.vendor { font-weight: 600; color: var(--soft); }
.vendor span { margin-left: .35rem; padding: .1rem .45rem; border: 1px solid var(--line); border-radius: 99px; font-size: .75rem; font-weight: 500; }
.lead { color: var(--soft); }
.actor { display: flex; gap: .5rem; align-items: center; }
.said { min-height: 1.45em; color: var(--soft); }
.columns { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(12.5rem, 1fr); gap: .9rem; overflow-x: auto; padding-bottom: 1rem; align-items: start; }
.column { background: var(--panel); border-radius: .8rem; padding: .8rem; min-height: 9rem; border: 2px solid transparent; }
.column.over { border-color: var(--accent); }
.column h2 { display: flex; align-items: center; gap: .5rem; font-size: .95rem; margin-bottom: .7rem; }
.column h2::before { content: ""; width: .7rem; height: .7rem; border-radius: 50%; background: var(--open); }
.column.in-progress h2::before { background: var(--in-progress); }
.column.done h2::before { background: var(--done); }
.column.cancelled h2::before { background: var(--cancelled); }
.count { margin-left: auto; color: var(--soft); font-weight: 500; font-variant-numeric: tabular-nums; }
.empty { color: var(--soft); font-size: .85rem; padding: .4rem 0; }
.cards { display: grid; gap: .6rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .8rem; cursor: grab; overflow-wrap: anywhere; }
.card.dragged { opacity: .45; }
.card:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.key { color: var(--soft); font-size: .8rem; font-variant-numeric: tabular-nums; }
.card h3 { font-size: .95rem; font-weight: 600; margin: .1rem 0 .45rem; }
.facts, .labels { display: flex; flex-wrap: wrap; gap: .3rem; font-size: .8rem; }
.fact, .labels li { padding: .1rem .45rem; border-radius: .4rem; background: var(--panel); }
.fact.none { background: none; color: var(--soft); border: 1px dashed var(--line); }
.fact.late { color: var(--late); font-weight: 600; }
.labels { margin-top: .35rem; }
.labels li { background: none; border: 1px solid var(--line); border-radius: 99px; color: var(--soft); }
.link { margin-top: .4rem; font-size: .8rem; }
details { margin-top: .5rem; font-size: .85rem; }
summary { color: var(--soft); cursor: pointer; width: fit-content; padding: .15rem 0; }
details form { display: grid; gap: .25rem; margin-top: .4rem; cursor: auto; }
details label { color: var(--soft); margin-top: .25rem; }
select, input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .5rem; max-width: 100%; min-height: 2.1rem; }
button { cursor: pointer; }
button.save { background: var(--accent); border-color: var(--accent); color: light-dark(#ffffff, #10131c); font-weight: 600; }
button.delete { color: var(--late); }
.buttons { display: flex; gap: .5rem; margin-top: .5rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 42rem) {
  body { padding: 1rem; }
  .columns { grid-auto-flow: row; grid-auto-columns: auto; overflow-x: visible; }
  .column { min-height: 0; }
  .card { cursor: auto; }
}
`;
