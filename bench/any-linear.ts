import { once } from 'node:events';
import { createServer } from 'node:http';
import { Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';

/** A server that counts requests and answers every query of Linear's SDK with something of the right shape. */
export interface AnyLinear {
  readonly url: string;
  requests(): number;
  close(): Promise<void>;
}

/** Starts it. The sandbox cannot stand in for it: the SDK asks for every field Linear has, and the sandbox has those we use. */
export async function startAnyLinear(): Promise<AnyLinear> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { query: string };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ data: answer(query) }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests: () => requests,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(query: string): unknown {
  const document = parse(query);
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return operation === undefined ? null : shapeOf(operation.selectionSet, fragments);
}

function shapeOf(
  selection: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
): Record<string, unknown> {
  const fields = (node: SelectionNode): Record<string, unknown> => {
    if (node.kind === Kind.INLINE_FRAGMENT) return shapeOf(node.selectionSet, fragments);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(node.name.value);
      return fragment === undefined ? {} : shapeOf(fragment, fragments);
    }
    const name = node.name.value;
    const inner = node.selectionSet && shapeOf(node.selectionSet, fragments);
    if (inner === undefined) return { [name]: leaf(name) };
    return { [name]: lists.has(name) ? [inner] : inner };
  };
  return Object.assign({}, ...selection.selections.map(fields)) as Record<string, unknown>;
}

/** What the SDK maps over. */
const lists: ReadonlySet<string> = new Set(
  'nodes reactions syncedWith sharedWithUsers actors descriptionUpdatedBy addedLabels removedLabels relationChanges triageResponsibilityNotifiedUsers'.split(
    ' ',
  ),
);

function leaf(name: string): unknown {
  if (name === 'success') return true;
  if (name.startsWith('has')) return false;
  return name === '__typename' ? 'Anything' : name === 'id' ? 'an-id' : null;
}
