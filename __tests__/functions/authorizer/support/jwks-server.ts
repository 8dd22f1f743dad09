import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of keys on 127.0.0.1 that counts who asks and can be made to misbehave. */
export interface JwksServer {
  readonly origin: string;
  /** Requests so far, by path. */
  requests(path: string): number;
  /** What a path answers from now on: a JSON value, or a listener for anything else. */
  serve(path: string, answer: object | RequestListener): void;
  stop(): Promise<void>;
}

export async function startJwksServer(): Promise<JwksServer> {
  const answers = new Map<string, object | RequestListener>();
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const answer = answers.get(path);
    if (typeof answer === "function") (answer as RequestListener)(request, response);
    else if (answer) response.end(JSON.stringify(answer));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: (path) => counts.get(path) ?? 0,
    serve: (path, answer) => void answers.set(path, answer),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
