import { OperatorError } from '../lib/operator-error.ts';

/** The database cannot be opened or brought up to date. The message says where, why and what to do, and never holds a password. */
export class DatabaseError extends OperatorError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}
