import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { GitHub } from "../../action/github";

export const TOKEN = "token-that-no-message-may-hold";

interface Item {
  id: number;
  number: number;
  body: string;
  user: { login: string };
  state?: string;
  pull_request?: object;
}

/** As much of GitHub's REST API as is called, kept in memory. */
export class FakeGitHub {
  readonly calls: string[] = [];
  comments: Item[] = [];
  issues: Item[] = [];
  labels = new Set<string>();
  known = new Set<string>();
  /** Answers that come first, whatever is asked: a status, and headers. */
  readonly faults: { status: number; headers?: Record<string, string> }[] = [];
  author = "github-actions[bot]";
  #next = 1;
  readonly #server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const fault = this.faults.shift();
      const path = (request.url ?? "").replace("/repos/octo/shop", "");
      this.calls.push(`${request.method ?? ""} ${path.replace(/[?&]per_page=100/, "")}`);
      const answer =
        fault ??
        this.#answer(
          request.method ?? "",
          path,
          text === "" ? {} : (JSON.parse(text) as never),
          request.headers.authorization,
        );
      response.writeHead(answer.status, {
        "content-type": "application/json",
        ...("headers" in answer ? answer.headers : {}),
      });
      // Shorter than it says to be: the connection breaks off.
      if ("headers" in answer && answer.headers?.["content-length"] !== undefined)
        response.write("[", () => response.destroy());
      else response.end("body" in answer ? JSON.stringify(answer.body) : undefined);
    });
  });

  async start(): Promise<GitHub> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return new GitHub({ url: this.url, token: TOKEN, repository: "octo/shop", patience: 1 });
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }

  comment(body: string, login = this.author): Item {
    const item = { id: this.#next, number: this.#next++, body, user: { login } };
    this.comments.push(item);
    return item;
  }

  /** Calls that change something. */
  get writes(): string[] {
    return this.calls.filter((call) => !call.startsWith("GET"));
  }

  #answer(
    method: string,
    path: string,
    body: { body?: string; labels?: string[]; name?: string; state?: string },
    token?: string,
  ) {
    if (token !== `Bearer ${TOKEN}`) return { status: 401 };
    const page = Number(/[?&]page=(\d+)/.exec(path)?.[1] ?? 1);
    const paged = <T>(items: readonly T[]) => ({ status: 200, body: items.slice((page - 1) * 100, page * 100) });
    const id = Number(/comments\/(\d+)$/.exec(path)?.[1]);
    if (method === "GET" && /^\/issues\/7\/comments/.test(path)) return paged(this.comments);
    if (method === "GET" && /^\/issues\/7\/labels/.test(path)) return paged([...this.labels].map((name) => ({ name })));
    if (method === "GET" && /^\/issues\?/.test(path)) return paged(this.issues.filter((one) => one.state === "open"));
    if (method === "POST" && path === "/issues/7/comments") return { status: 201, body: this.comment(body.body ?? "") };
    if (method === "PATCH" && !Number.isNaN(id)) {
      for (const one of this.comments) if (one.id === id) one.body = body.body ?? "";
      return { status: 200, body: {} };
    }
    if (method === "DELETE" && !Number.isNaN(id)) {
      this.comments = this.comments.filter((one) => one.id !== id);
      return { status: 204 };
    }
    if (method === "POST" && path === "/labels") {
      if (this.known.has(body.name ?? "")) return { status: 422, body: {} };
      this.known.add(body.name ?? "");
      return { status: 201, body: {} };
    }
    if (method === "POST" && path === "/issues/7/labels") {
      for (const name of body.labels ?? []) this.labels.add(name);
      return { status: 200, body: [] };
    }
    if (method === "DELETE" && path.startsWith("/issues/7/labels/")) {
      this.labels.delete(decodeURIComponent(path.slice("/issues/7/labels/".length)));
      return { status: 200, body: [] };
    }
    if (method === "POST" && path === "/issues") {
      this.issues.push({
        id: this.#next,
        number: this.#next++,
        body: body.body ?? "",
        user: { login: this.author },
        state: "open",
      });
      return { status: 201, body: {} };
    }
    const issue = this.issues.find((one) => path === `/issues/${String(one.number)}`);
    if (method === "PATCH" && issue) {
      Object.assign(issue, body);
      return { status: 200, body: {} };
    }
    return { status: 404, body: {} };
  }
}
