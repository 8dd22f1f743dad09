import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Answer {
  readonly status: number;
  readonly body?: string;
}

/**
 * A server that speaks the HTTP backend's protocol on the loopback, for one state: GET, POST and DELETE of the state, LOCK and UNLOCK with the
 * lock's own JSON. Whoever lacks the name and the password is refused. https://developer.hashicorp.com/terraform/language/backend/http
 */
export class StateServer {
  /** What was asked, in this order: `LOCK 200`. */
  readonly calls: string[] = [];
  state: string | undefined;
  /** The JSON of who holds it. */
  lock: string | undefined;
  readonly #expected: string;
  readonly #server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, body: answer } = this.#answer(request, body);
      this.calls.push(`${request.method ?? ""} ${String(status)}`);
      response.writeHead(status, { "content-type": "application/json" }).end(answer);
    });
  });

  constructor(user: string, password: string) {
    this.#expected = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  }

  /** @returns its address */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/states/notes`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }

  #answer({ method, headers, url }: IncomingMessage, body: string): Answer {
    if (headers.authorization !== this.#expected) return { status: 401 };
    const holder = this.lock === undefined ? undefined : (JSON.parse(this.lock) as { ID: string }).ID;
    switch (method) {
      case "GET":
        return this.state === undefined ? { status: 404 } : { status: 200, body: this.state };
      case "POST":
        // Who writes names the lock that it holds.
        if (new URL(url ?? "", "http://here").searchParams.get("ID") !== (holder ?? null)) return { status: 409 };
        this.state = body;
        return { status: 200 };
      case "LOCK":
        if (this.lock !== undefined) return { status: 423, body: this.lock };
        this.lock = body;
        return { status: 200 };
      case "UNLOCK":
        this.lock = undefined;
        return { status: 200 };
      default:
        return { status: 405 };
    }
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let all = "";
  for await (const chunk of request) all += String(chunk);
  return all;
}
