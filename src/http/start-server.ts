import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { OperatorError } from '../lib/operator-error.ts';

export interface RunningServer {
  /** As a browser would type it. */
  readonly address: string;
  /** Stops listening and lets requests under way end. */
  stop(): Promise<void>;
}

/** Listens, or throws with a message that says what holds the port and what to do. Port 0 takes a free one. */
export async function startServer(app: RequestListener, host: string, port: number): Promise<RunningServer> {
  const server = createServer(app);
  // A browser's spare connections, on which nothing was asked yet: Node counts them as busy.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(
        new OperatorError(
          busy
            ? `Port ${port} on ${host} is taken. Stop what listens there, or choose another port (http.port, --port).`
            : `Cannot listen on ${host}:${port}: ${error.message}`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  const actual = typeof bound === 'object' && bound !== null ? bound.port : port;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${shown}:${actual}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of unused) socket.destroy();
        server.closeIdleConnections();
      }),
  };
}
