/** What a document may hold that is no name: strings and comments, and lists of arguments. */
const strings = /"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|#[^\n]*/g;
const argumentLists = /\([^()]*\)/g;
const rememberedMost = 100;
const remembered = new Map<string, readonly string[]>();

/** The root fields of a document, aliases resolved, each once: Linear's endpoints. Fragments are not among them. */
export function rootFields(query: string): readonly string[] {
  const known = remembered.get(query);
  if (known !== undefined) return known;
  const fields = read(query);
  // Batches are written anew for every size.
  if (remembered.size >= rememberedMost) remembered.clear();
  remembered.set(query, fields);
  return fields;
}

function read(query: string): readonly string[] {
  let bare = query.replaceAll(strings, ' ');
  for (let before = ''; before !== bare;) {
    before = bare;
    bare = bare.replaceAll(argumentLists, ' ');
  }
  const fields = new Set<string>();
  let depth = 0;
  let isFragment = false;
  for (const [token, directive] of bare.matchAll(/(?:(@)\s*)?[_A-Za-z]\w*(?:\s*:\s*[_A-Za-z]\w*)?|[{}]/g)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    else if (depth === 0) isFragment = token === 'fragment' || (isFragment && !isOperation(token));
    else if (depth === 1 && !isFragment && directive === undefined) fields.add(fieldOf(token));
  }
  return [...fields];
}

function isOperation(token: string): boolean {
  return ['query', 'mutation', 'subscription'].includes(token);
}

/** `a: attachmentCreate` → `attachmentCreate` */
function fieldOf(token: string): string {
  return token.split(':').at(-1)?.trim() ?? token;
}
