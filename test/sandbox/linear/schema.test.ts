import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { linearSchema } from '../../../src/sandbox/linear/schema.ts';
import {
  createIssuesDocument,
  linkBackDocument,
  moreHistoryDocument,
} from '../../../src/trackers/linear/batch-documents.ts';
import * as documents from '../../../src/trackers/linear/documents.ts';

const mini = linearSchema();
const ours = Object.values(mini.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const counts = [1, 2, 50] as const;
const named: readonly (readonly [string, string])[] = [
  ...Object.entries(documents),
  ...counts.flatMap((count): [string, string][] => [
    [`createIssuesDocument(${count})`, createIssuesDocument(count)],
    [`linkBackDocument(${count})`, linkBackDocument(count)],
    [`moreHistoryDocument(${count})`, moreHistoryDocument(count)],
  ]),
];

/** Linear's published schema, where a copy lies beside the checkout. */
const vendorFile = fileURLToPath(new URL('../../../../shared/api/linear-schema.graphql', import.meta.url));
const vendor = existsSync(vendorFile)
  ? buildSchema(readFileSync(vendorFile, 'utf8'), { assumeValidSDL: true })
  : null;

describe('the mini schema of the sandbox', () => {
  it('knows every document the adapter sends', () => {
    expect(named.length).toBeGreaterThanOrEqual(14);
    for (const [name, text] of named) expect([name, validate(mini, parse(text))]).toEqual([name, []]);
  });

  it('refuses a field Linear does not have', () => {
    expect(validate(mini, parse('{ viewer { shoeSize } }'))).toHaveLength(1);
  });

  it('says nothing that Linear’s own schema does not say', () => {
    const differences =
      vendor === null ? [] : ours.flatMap((type) => compare(type, vendor.getType(type.name)));
    expect(differences).toEqual([]);
  });

  it('is held against a schema that can tell a difference', () => {
    const other = buildSchema('type Query { viewer: User } type User { id: ID! name: Int! }');
    const user = ours.find((type) => type.name === 'User');
    if (user === undefined) throw new Error('The mini schema has no User');
    expect(compare(user, other.getType('User'))).toContain('User.name is String!, Linear has Int!');
    expect(compare(user, other.getType('User'))).toContain('User.email is unknown to Linear');
  });

  it('leaves no document that Linear’s own schema would refuse', () => {
    for (const [name, text] of named)
      expect([name, validate(vendor ?? mini, parse(text))]).toEqual([name, []]);
  });
});

/** What the mini type says otherwise than the vendor's type of the same name. */
function compare(type: GraphQLNamedType, theirs: GraphQLNamedType | undefined): string[] {
  if (theirs === undefined) return [`${type.name} is unknown to Linear`];
  if (isScalarType(type)) return isScalarType(theirs) ? [] : [`${type.name} is no scalar in Linear`];
  if (isEnumType(type)) {
    const values = isEnumType(theirs) ? theirs.getValues().map((value) => value.name) : [];
    return type
      .getValues()
      .filter((value) => !values.includes(value.name))
      .map((value) => `${type.name}.${value.name} is unknown to Linear`);
  }
  if (isInputObjectType(type)) {
    const fields = isInputObjectType(theirs) ? theirs.getFields() : {};
    return [
      ...Object.values(type.getFields()).flatMap((field) =>
        sameType(`${type.name}.${field.name}`, field.type, fields[field.name]?.type),
      ),
      // A field that Linear demands and the mini schema does not know would let a document pass that Linear refuses.
      ...Object.values(fields)
        .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
        .filter((field) => type.getFields()[field.name] === undefined)
        .map((field) => `${type.name}.${field.name} is demanded by Linear`),
    ];
  }
  if (!isObjectType(type) || !isObjectType(theirs)) return [`${type.name} is of another sort in Linear`];
  return Object.values(type.getFields()).flatMap((field) => {
    const path = `${type.name}.${field.name}`;
    const their = theirs.getFields()[field.name];
    const args = new Map(their?.args.map((argument) => [argument.name, argument.type]));
    return [
      ...sameType(path, field.type, their?.type),
      ...field.args.flatMap((arg) => sameType(`${path}(${arg.name})`, arg.type, args.get(arg.name))),
    ];
  });
}

function sameType(path: string, mine: GraphQLType, theirs: GraphQLType | undefined): string[] {
  if (theirs === undefined) return [`${path} is unknown to Linear`];
  return mine.toString() === theirs.toString()
    ? []
    : [`${path} is ${mine.toString()}, Linear has ${theirs.toString()}`];
}
