/** Who may call a route, as its authorization says. Names are texts for people, free of secrets. */
export type Caller =
  /** Nobody checks: whoever reaches the address. */
  | { readonly kind: "everybody" }
  /** Any holder of a token from this issuer for one of these audiences: ID tokens pass as well as access tokens. */
  | { readonly kind: "token"; readonly issuer: string; readonly audiences: readonly string[]; readonly unsure?: string }
  /** Holders of such a token that carries at least one of these scopes. */
  | {
      readonly kind: "scopes";
      readonly scopes: readonly string[];
      readonly issuer: string;
      readonly audiences: readonly string[];
      readonly unsure?: string;
    }
  /** IAM principals that may execute-api:Invoke it, and with `perhaps` before them those who may on some condition. */
  | { readonly kind: "principals"; readonly holders: readonly string[] }
  /** Whoever a Lambda authorizer lets in. `cache`: seconds an answer is kept. `verifies`: what a function behind an open route asks for. */
  | { readonly kind: "lambda"; readonly function: string; readonly cache?: number; readonly verifies?: string }
  /** Connections of a WebSocket API, which its $connect route let in. */
  | { readonly kind: "connected"; readonly by: Caller }
  /** Whoever has an API key of a usage plan, which is the same for all who have it: of $connect. */
  | { readonly kind: "key" }
  /** Nobody: AWS refuses the route as it stands. */
  | { readonly kind: "nobody"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

export type TokenKind = "access" | "id" | "refresh";

/** A client whose tokens a route accepts. Lifetimes in seconds; undefined when they aren't known. */
export interface ClientAccess {
  readonly address: string;
  readonly name: string;
  /** `code`, `client_credentials`, `ALLOW_USER_SRP_AUTH`, … */
  readonly flows: readonly string[];
  /** The sorts of tokens that those flows give: client credentials give access tokens only, the implicit flow no refresh token. */
  readonly tokens: readonly TokenKind[];
  /** Which of the route's scopes it may get; undefined where the route demands none. */
  readonly scopes?: readonly string[];
  readonly access?: number;
  readonly id?: number;
  readonly refresh?: number;
}

/** One route and who may call it. */
export interface RouteAccess {
  /** `GET /items`; undefined when it isn't known yet. */
  readonly route?: string;
  readonly address: string;
  readonly constructPath?: string;
  /** The API's name. */
  readonly api: string;
  /** The API's address, where this input holds it: two APIs may share a name. */
  readonly apiAddress?: string;
  readonly caller: Caller;
  /** The clients through which such tokens are got, as far as the source holds them. */
  readonly clients: readonly ClientAccess[];
  /** Why there may be clients besides: an audience, or what a client may ask for, isn't known whole. */
  readonly moreClients?: string;
}

/** One line for people: `holders of notes/read, in tokens of pool users`. */
export function callerText(caller: Caller): string {
  switch (caller.kind) {
    case "everybody":
      return "public: no authorization";
    case "token":
      return `any holder of a token from ${caller.issuer}${through(caller.audiences)}${unsure(caller)}`;
    case "scopes":
      return `holders of ${caller.scopes.join(" or ") || "a scope"} from ${caller.issuer}${through(caller.audiences)}${unsure(caller)}`;
    case "principals":
      return caller.holders.length > 0
        ? `IAM principals: ${caller.holders.join(", ")}`
        : "IAM principals: none in this input is allowed it";
    case "lambda":
      if (caller.verifies !== undefined)
        return `${caller.verifies}: open at the gateway, verified in ${caller.function}`;
      return `whoever ${caller.function} lets in${caller.cache ? ` (results cached for ${duration(caller.cache)})` : ""}`;
    case "key":
      return "everyone who has an API key of a usage plan: no authorization";
    case "connected":
      return caller.by.kind === "everybody"
        ? "public: anyone can connect, and messages are not authorized"
        : `connections that $connect let in: ${callerText(caller.by)}`;
    case "nobody":
      return `nobody: ${caller.why}`;
    case "unknown":
      return `not known yet: ${caller.why}`;
  }
}

const through = (audiences: readonly string[]): string => (audiences.length > 0 ? ` for ${audiences.join(", ")}` : "");

function unsure({ unsure: why }: { readonly unsure?: string }): string {
  return why === undefined ? "" : ` (a part isn't known yet: ${why})`;
}

/** `45 s`, `30 min`, `36 h`, `30 d`: the largest unit that divides it. */
export function duration(seconds: number): string {
  const units = [
    [86400, "d"],
    [3600, "h"],
    [60, "min"],
  ] as const;
  for (const [size, unit] of units) if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`;
  return `${seconds} s`;
}
