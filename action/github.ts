import { UserError } from "../process/user-error";
import { setTimeout as sleep } from "node:timers/promises";

/** What is asked of GitHub's REST API, https://docs.github.com/rest. */
export interface GitHubOptions {
  /** `https://api.github.com`, or a server of one's own (GITHUB_API_URL). */
  readonly url: string;
  /** Never shown: errors hold the request's method and path only. */
  readonly token: string;
  /** `owner/name` */
  readonly repository: string;
  /** Milliseconds before a second and third try; doubles. Default 1000. */
  readonly patience?: number;
}

/** An answer of GitHub that ends the work. */
export class GitHubError extends UserError {
  constructor(
    /** 0 without an answer. */
    readonly status: number,
    message: string,
  ) {
    super("github", message);
  }
}

/** A small client: JSON, pages, a second try where the server is at fault. */
export class GitHub {
  readonly #options: GitHubOptions;

  constructor(options: GitHubOptions) {
    if (!/^[\w.-]+\/[\w.-]+$/.test(options.repository))
      throw new UserError("usage", `The repository is named OWNER/NAME, not ${JSON.stringify(options.repository)}.`);
    this.#options = options;
  }

  /** One call below `/repos/OWNER/NAME`. Gives the parsed answer; undefined without a body. */
  async call(method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    const { url, token, repository, patience = 1000 } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(`${url.replace(/\/$/, "")}/repos/${repository}${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "x-github-api-version": "2022-11-28",
          "user-agent": "posture",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: "error",
        signal: AbortSignal.timeout(30_000),
      })
        // Read here: an answer may break off after it began.
        .then(async (given) => ({ status: given.status, headers: given.headers, text: await given.text() }))
        .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      // A POST whose answer got lost may have been done: repeating it could write a second comment.
      const again = attempt < 3 && (answer instanceof Error ? method !== "POST" : isPassing(answer));
      if (again)
        await sleep(answer instanceof Error ? patience * attempt : waitOf(answer, patience * 2 ** (attempt - 1)));
      else return read(method, path, answer);
    }
  }

  /** Every item of a list, page by page (100 a page, at most 30 pages). */
  async all(path: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    for (let page = 1; page <= 30; page++) {
      const joint = path.includes("?") ? "&" : "?";
      const found = await this.call("GET", `${path}${joint}per_page=100&page=${String(page)}`);
      if (!Array.isArray(found)) break;
      items.push(...(found as unknown[]));
      if (found.length < 100) break;
    }
    return items;
  }
}

type Answer = Pick<Response, "status" | "headers"> & { readonly text: string };

/** The server's fault, or too many calls at once. */
function isPassing(answer: Answer): boolean {
  return answer.status >= 500 || answer.status === 429 || (answer.status === 403 && answer.headers.has("retry-after"));
}

function waitOf(answer: Answer, otherwise: number): number {
  const seconds = Number(answer.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 60) * 1000 : otherwise;
}

function read(method: string, path: string, answer: Answer | Error): unknown {
  const what = `${method} ${path.replace(/\?.*$/, "")}`;
  if (answer instanceof Error) {
    const { code } = (answer.cause ?? {}) as { readonly code?: unknown };
    const why = typeof code === "string" ? code : answer.message;
    throw new GitHubError(0, `GitHub could not be reached (${what}): ${why}`);
  }
  const { status, text } = answer;
  if (status < 200 || status > 299)
    throw new GitHubError(status, `GitHub answered ${String(status)} to ${what}.${hintOf(answer)}`);
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    throw new GitHubError(status, `GitHub's answer to ${what} is not JSON. Does a proxy answer in its place?`);
  }
}

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
function hintOf({ status, headers }: Answer): string {
  if (status === 401) return " It doesn't accept the token: it is wrong, revoked or expired.";
  if (status === 429 || headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0")
    return " The token's rate limit is used up: run the job again later.";
  if (status === 403)
    return " The token may not: the job needs pull-requests: write (for drift issues: write), and pull requests of forks never get them.";
  return status === 404 ? " There is no such thing, or the token may not see it." : "";
}
