import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** The most points one query may cost (Linear developers, rate limiting). */
export const mostPoints = 10_000;

/**
 * Points of a document by Linear's documented rule: a property 0.1, an object 1, a connection its children times `first`
 * (50 unless told), the sum rounded up.
 */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const costOf = (selection: SelectionSetNode, parent: GraphQLNamedType | null | undefined): number => {
    if (!isObjectType(parent)) return 0;
    let sum = 0;
    for (const node of selection.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        sum += costOf(node.selectionSet, parent);
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        if (fragment !== undefined) sum += costOf(fragment.selectionSet, parent);
      } else {
        const type = parent.getFields()[node.name.value]?.type;
        const named = type === undefined ? null : getNamedType(type);
        if (node.selectionSet === undefined) sum += 0.1;
        else if (named?.name.endsWith('Connection') === true) {
          const first = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
          const times =
            first?.kind === Kind.INT
              ? Number(first.value)
              : first?.kind === Kind.VARIABLE
                ? Number(variables[first.name.value] ?? 50)
                : 50;
          sum += times * costOf(node.selectionSet, named);
        } else {
          // A list that is no connection has no `first`; it is counted as one of the usual length.
          const many = !parent.name.endsWith('Connection') && isListType(getNullableType(type));
          sum += (many ? 50 : 1) * (1 + costOf(node.selectionSet, named));
        }
      }
    }
    return sum;
  };
  const roots = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return 0;
    return costOf(definition.selectionSet, schema.getRootType(definition.operation));
  });
  return Math.ceil(roots.reduce((sum, cost) => sum + cost, 0));
}
