/** What a person sees and changes of a sandbox tracker. Ids are the vendor's own; every text is escaped here. */
export interface Board {
  readonly title: string;
  /** The vendor's name as a person knows it: `Linear`, `Jira`. */
  readonly vendor: string;
  /** The sandbox's own day, `2026-11-20`: open issues due before it are marked overdue. */
  readonly today: string;
  /** The person the changes will be made as; null lets the tracker choose. */
  readonly actingAs: string | null;
  readonly columns: readonly BoardColumn[];
  readonly people: readonly BoardPerson[];
  readonly issues: readonly BoardIssue[];
}

export interface BoardColumn {
  readonly id: string;
  readonly name: string;
  readonly kind: 'open' | 'in-progress' | 'done' | 'cancelled';
}

export interface BoardPerson {
  readonly id: string;
  readonly name: string;
}

export interface BoardIssue {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly columnId: string;
  readonly assigneeId: string | null;
  readonly due: string | null;
  /** In the vendor's words: `High`. */
  readonly priority: string | null;
  readonly labels: readonly string[];
  /** Where the issue's own page would be. */
  readonly url: string;
  /** Links the issue carries, such as the one back to its postmortem. */
  readonly links?: readonly { readonly title: string; readonly url: string }[];
}

/** The whole page. It needs `/board.js` and `/board.css` beside it and works without the script. */
export function boardPage(board: Board): string {
  const open = board.issues.filter((issue) => isOpen(board, issue)).length;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(board.title)} · ${escape(board.vendor)} sandbox</title>
<link rel="stylesheet" href="/board.css">
<script src="/board.js" defer></script>
</head>
<body>
<header class="top">
<div>
<p class="vendor">${escape(board.vendor)} <span>sandbox</span></p>
<h1>${escape(board.title)}</h1>
<p class="lead">Drag an issue to another column, or use “Change”. ${board.issues.length} ${board.issues.length === 1 ? 'issue' : 'issues'}, ${open} open, on ${time(board.today)}.</p>
</div>
${actor(board)}
</header>
<p class="said" role="status" aria-live="polite"></p>
<main class="columns">
${board.columns.map((column) => columnSection(board, column)).join('\n')}
</main>
</body>
</html>
`;
}

/** The page with nothing but a sentence, for a request that cannot be met. */
export function boardMessage(vendor: string, message: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(vendor)} sandbox</title>
<link rel="stylesheet" href="/board.css">
</head>
<body>
<header class="top"><div><p class="vendor">${escape(vendor)} <span>sandbox</span></p><h1>${escape(message)}</h1>
<p class="lead"><a href="/board">Back to the board</a></p></div></header>
</body>
</html>
`;
}

function actor(board: Board): string {
  return `<form class="actor" method="get" action="/board">
<label for="as">You act as</label>
<select id="as" name="as">${options(board.people, board.actingAs)}</select>
<button type="submit">Use</button>
</form>`;
}

function columnSection(board: Board, column: BoardColumn): string {
  const issues = board.issues.filter((issue) => issue.columnId === column.id);
  const cards = issues.map((issue) => card(board, issue)).join('\n');
  return `<section class="column ${column.kind}" data-column="${escape(column.id)}" aria-labelledby="column-${escape(column.id)}">
<h2 id="column-${escape(column.id)}">${escape(column.name)} <span class="count">${issues.length}</span></h2>
${cards === '' ? '<p class="empty">Nothing here</p>' : `<ul class="cards">\n${cards}\n</ul>`}
</section>`;
}

function card(board: Board, issue: BoardIssue): string {
  const assignee = board.people.find((person) => person.id === issue.assigneeId);
  const late = issue.due !== null && issue.due < board.today && isOpen(board, issue);
  const due =
    issue.due === null
      ? '<span class="fact none">No due date</span>'
      : `<span class="fact${late ? ' late' : ''}">${late ? 'Overdue' : 'Due'} ${time(issue.due)}</span>`;
  const owner =
    assignee === undefined
      ? '<span class="fact none">Nobody</span>'
      : `<span class="fact person">${escape(assignee.name)}</span>`;
  const priority = issue.priority === null ? '' : `<span class="fact">${escape(issue.priority)}</span>`;
  const labels = issue.labels.map((label) => `<li>${escape(label)}</li>`).join('');
  const links = (issue.links ?? [])
    .filter((link) => /^https?:\/\//i.test(link.url))
    .map(
      (link) =>
        `<p class="link"><a href="${escape(link.url)}" rel="noreferrer">${escape(link.title)}</a></p>`,
    )
    .join('');
  return `<li class="card" id="issue-${escape(issue.id)}" draggable="true" data-key="${escape(issue.key)}">
<p class="key">${escape(issue.key)}</p>
<h3>${escape(issue.title)}</h3>
<p class="facts">${owner}${due}${priority}</p>
${labels === '' ? '' : `<ul class="labels" aria-label="Labels">${labels}</ul>`}
${links}
${changeForm(board, issue)}
</li>`;
}

function changeForm(board: Board, issue: BoardIssue): string {
  const id = escape(issue.id);
  return `<details><summary>Change<span class="hidden"> ${escape(issue.key)}</span></summary>
<form method="post" action="/board/issues/${escape(encodeURIComponent(issue.id))}">
${board.actingAs === null ? '' : `<input type="hidden" name="as" value="${escape(board.actingAs)}">`}
<label for="column-of-${id}">State</label>
<select id="column-of-${id}" name="column">${options(board.columns, issue.columnId)}</select>
<label for="assignee-of-${id}">Assignee</label>
<select id="assignee-of-${id}" name="assignee"><option value="">Nobody</option>${options(board.people, issue.assigneeId)}</select>
<label for="due-of-${id}">Due date</label>
<input id="due-of-${id}" name="due" type="date" value="${escape(issue.due ?? '')}">
<p class="buttons"><button type="submit" class="save">Save</button><button type="submit" class="delete" name="delete" value="yes">Delete</button></p>
</form></details>`;
}

function options(choices: readonly BoardPerson[], chosen: string | null): string {
  return choices
    .map(
      (choice) =>
        `<option value="${escape(choice.id)}"${choice.id === chosen ? ' selected' : ''}>${escape(choice.name)}</option>`,
    )
    .join('');
}

function isOpen(board: Board, issue: BoardIssue): boolean {
  const kind = board.columns.find((column) => column.id === issue.columnId)?.kind;
  return kind === 'open' || kind === 'in-progress';
}

function time(day: string): string {
  return `<time datetime="${escape(day)}">${escape(day)}</time>`;
}

function escape(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '&#39;',
  );
}
