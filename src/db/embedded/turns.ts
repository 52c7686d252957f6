/** A fair lock: whoever comes first goes first. */
export interface Turns {
  /** Waits until everybody who came before has left; the answer is how to leave. */
  enter(): Promise<() => void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    enter: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const turn = last.then(() => resolve);
      last = promise;
      return turn;
    },
  };
}
