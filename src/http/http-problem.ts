/** A request that cannot be answered as asked. `detail` says what and what to do, in words for a person. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.name = 'HttpProblem';
    this.status = status;
    this.title = title;
  }
}
