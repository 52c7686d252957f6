/** Something a person has to mend before this can go on. The message says what, where and what to do, and holds no secret; it is shown as it is. */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
  }
}
