/** What is wrong with one field of a body. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with one line of a document. */
export interface LineError {
  readonly line: number;
  readonly message: string;
}

/** A request that cannot be answered as asked. `detail` says what and what to do, in words for a person. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: readonly (FieldError | LineError)[];

  constructor(
    status: number,
    title: string,
    detail: string,
    errors: readonly (FieldError | LineError)[] = [],
  ) {
    super(detail);
    this.name = 'HttpProblem';
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}
