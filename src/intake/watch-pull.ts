import { execFile } from 'node:child_process';

const longestMs = 60_000;

/** Brings the Git checkout that a folder lies in up to date, if that needs no merge; what went wrong in a sentence, or null. */
export function pullCheckout(folder: string): Promise<string | null> {
  // Whoever could answer a question for a password is not there: without one Git fails at once instead of waiting.
  const words = ['-c', 'core.askPass=true', '-C', folder, 'pull', '--ff-only', '--quiet'];
  return new Promise((resolve) => {
    const child = execFile('git', words, { timeout: longestMs }, (error, _output, said) => {
      if (error === null) resolve(null);
      else if (error.code === 'ENOENT') resolve('Git is not installed here, so the checkout was not pulled.');
      else resolve(`The checkout could not be pulled: ${reasonOf(said, error.killed ?? false)}`);
    });
    child.stdin?.end();
  });
}

/** Git's last words on one line, without the password that an address in them may hold. */
function reasonOf(said: string, isLate: boolean): string {
  if (isLate) return `no answer in ${longestMs / 1000} seconds.`;
  const lines = said.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => line !== '' && !line.startsWith('hint:'));
  const text = telling.slice(0, 3).join(' ').slice(0, 400) || 'Git did not say why.';
  return text.replaceAll(/\/\/[^@/\s]*@/g, '//…@');
}
