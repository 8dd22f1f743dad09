/** One call of a function, whoever made it. */
export interface FunctionCall {
  /** Its name in AWS. */
  readonly function: string;
  /** True where it was asked whom to let in. */
  readonly authorizer: boolean;
  /** Milliseconds. */
  readonly ms: number;
  /** What it threw. */
  readonly error: FunctionError | null;
  /** What it printed, lines joined by newlines. */
  readonly log: string;
}

interface FunctionError {
  readonly errorMessage?: string;
  readonly errorType?: string;
  /** Frames of the stack; the runtime may give the stack as one text. */
  readonly trace?: readonly string[];
  readonly stackTrace?: readonly string[] | string;
}

/** One request to an API of the AWS emulator, as it was answered. */
export interface ApiRequest {
  /** The header apigw-requestid of its answer. */
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly apiId: string;
  readonly stage: string;
  readonly method: string;
  readonly path: string;
  /** `GET /items`; null where no route takes it. */
  readonly routeKey: string | null;
  /** The request's header; in memory only, never printed. */
  readonly authorization: string | null;
  readonly userAgent: string;
  readonly status: number;
  /** Length of the answer's body, in bytes. */
  readonly length: number;
  /** Milliseconds. */
  readonly ms: number;
  readonly calls: readonly FunctionCall[];
  /** The address that it was handed on to. */
  readonly backend?: string;
}

type Told = ({ readonly kind: "request" } & ApiRequest) | ({ readonly kind: "call" } & FunctionCall);
/** Said once, at the start. */
interface Listening {
  readonly kind: "listening";
  /** The system's error instead where it can't listen, and ends: `EADDRINUSE` */
  readonly port: number | string;
}

/** What answered: the function or backend behind the route, or nothing where API Gateway answered itself. */
export function integrationOf({ calls, backend }: ApiRequest): FunctionCall | { readonly backend: string } | undefined {
  return calls.find(({ authorizer }) => !authorizer) ?? (backend === undefined ? undefined : { backend });
}

const KEPT = 2000;

/** Begins a line of serve.py that is meant for this process; every other one is its log. */
const RECORD = "\u001e";

const KINDS = ["request", "call", "listening"];

/** What serve.py says in a line; undefined for a line of its log. */
export function parseRecord(line: string): Told | Listening | undefined {
  const start = line.indexOf(RECORD);
  if (start < 0) return undefined;
  try {
    const record = JSON.parse(line.slice(start + 1)) as Told | Listening | null;
    // Whatever else prints may print the mark too.
    return KINDS.some((kind) => kind === record?.kind) ? (record ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** What is known of a request to an account, which tells nothing but the answer. */
export const NOT_LOGGED = "untold" as const;

/** Whom the probes ask what became of a request. */
export interface Requests {
  of(id: string | null): Promise<ApiRequest | typeof NOT_LOGGED | undefined>;
}

/** What the AWS emulator tells of the requests it answers and the functions it calls. */
export class RequestLog implements Requests {
  readonly #requests = new Map<string, ApiRequest>();
  readonly #waiting = new Map<string, (request: ApiRequest) => void>();
  readonly #listeners = new Set<(told: ApiRequest | FunctionCall) => void>();

  /** Takes a line of the AWS emulator's output; false for one that is none of these. Other threads' prints may come before it in its line. */
  read(line: string): boolean {
    const told = parseRecord(line);
    if (told === undefined || told.kind === "listening") return false;
    if (told.kind === "request") {
      this.#requests.set(told.requestId, told);
      this.#waiting.get(told.requestId)?.(told);
      for (const id of this.#requests.keys()) {
        if (this.#requests.size <= KEPT) break;
        this.#requests.delete(id);
      }
    }
    for (const listener of this.#listeners) listener(told);
    return true;
  }

  /** Calls `listener` for each request and each call beside requests (a pool's triggers); returns what ends that. */
  listen(listener: (told: ApiRequest | FunctionCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The request of an answer, by its header apigw-requestid; it may be told a moment after the answer has come. */
  async of(id: string | null, patience = 60_000): Promise<ApiRequest | undefined> {
    if (id === null) return undefined;
    const known = this.#requests.get(id);
    if (known !== undefined) return known;
    let timer: NodeJS.Timeout | undefined;
    const told = await Promise.race([
      new Promise<ApiRequest>((resolve) => this.#waiting.set(id, resolve)),
      new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), patience);
      }),
    ]);
    clearTimeout(timer);
    this.#waiting.delete(id);
    return told;
  }
}
