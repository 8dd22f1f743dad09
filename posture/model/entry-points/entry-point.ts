import type { LambdaFunction, Permission, Pool, Route } from "../entities";
import type { Entity, Link, Reference, Resource } from "../../terraform/resource";
import type { Answer, Listing, Value } from "../../terraform/value";

/** What lets callers reach a function or a backend. */
export type EntryPointKind =
  | "http-api-route"
  | "rest-api-method"
  | "websocket-route"
  | "function-url"
  | "web-function"
  | "direct-invocation"
  | "load-balancer"
  | "graphql-field"
  | "distribution"
  | "identity-pool"
  /** VPC Lattice, AgentCore, and services of which only a permission or an argument is seen. */
  | "service"
  /** Queues, buckets, schedules, topics: they call by themselves, nobody calls through them directly. */
  | "event-source";

/** An API key of a usage plan, asked for beside the authorization. It meters calls and says nothing about who calls. */
export interface ApiKeyDemand {
  /** Who brings it: callers, in the header `x-api-key`, or the Lambda authorizer with its answer. */
  readonly from: "header" | "authorizer" | "unknown";
  /** By name, the usage plans of this input that hold a stage of the API. */
  readonly plans: readonly string[];
}

export interface Host {
  /** A domain name where it is known, else which resource gives it: `the execute-api address of aws_apigatewayv2_api.a`. */
  readonly name: string;
  /** Only from inside a network. */
  readonly private: Answer;
  /** Callers have to show a client certificate. */
  readonly mutualTls: Answer;
  /** Whether it answers at all isn't known, and other hosts do: `disable_execute_api_endpoint`. Left out: it does. */
  readonly answers?: "unknown";
  /** Plain HTTP: what callers send, tokens too, travels in the clear. */
  readonly plain?: boolean;
  /** What stands before each path there: the key of an API mapping. Left out: nothing. */
  readonly basePath?: Value<string | undefined>;
}

/** What an entry point demands before it lets anybody in. */
export type Authorization =
  | { readonly kind: "none" }
  /** A route of an HTTP or WebSocket API, which says so itself. */
  | { readonly kind: "route"; readonly route: Route }
  /** A signature by a principal that policies let do this. `of`: the resource whose own policy counts too. */
  | { readonly kind: "iam"; readonly action: string; readonly of: Link<LambdaFunction> | Resource }
  /**
   * A token of an issuer; scopes are empty where any of its tokens will do. `issuer`: for people, or the issuer's own
   * address. `pools`: the user pools whose tokens are taken. `use`: the only kind that is taken where no scope is asked.
   * `clients`: those of some clients only. `groups`: of which the user has to be in one; empty or left out: every user.
   */
  | {
      readonly kind: "token";
      readonly issuer: string;
      readonly scopes: Listing<string>;
      readonly pools?: readonly Link<Pool>[];
      readonly use?: "id";
      readonly clients?: ClientFilter;
      readonly groups?: Listing<string>;
    }
  /**
   * Whatever a function of the project's own says. `demands`: false where it is asked about requests that carry nothing. `function`: left out where
   * the source names it in a way that isn't followed.
   */
  | {
      readonly kind: "authorizer";
      readonly called: string;
      readonly function?: Link<LambdaFunction>;
      readonly demands?: boolean;
    }
  /** A key that is the same for all who have it. */
  | { readonly kind: "api-key" }
  /** A sign-in before the request goes on. */
  | { readonly kind: "sign-in"; readonly issuer: string }
  /** No authorization, but not everybody's requests arrive: `to` says whose. `certain`: nobody else's. */
  | { readonly kind: "limited"; readonly to: string; readonly certain: boolean }
  /** A route of a WebSocket API: sent over a connection, which its $connect let in. */
  | { readonly kind: "connection"; readonly route: Route }
  /** Whom a statement of the function's own policy names. */
  | { readonly kind: "permission"; readonly permission: Permission }
  /**
   * Goes on to these; `signs`: in the distribution's own name, so that their AWS_IAM lets it in. `sends`: the headers,
   * in lowercase, that it adds to every request; `*` for one that isn't known. `after`: the entry point that comes first
   * and has to let the caller in too; what it goes on to is asked from inside the network then.
   */
  | {
      readonly kind: "forwarded";
      readonly to: readonly string[];
      readonly signs: Answer;
      readonly sends: readonly string[];
      readonly restricted: Answer;
      readonly after?: EntryPoint;
    }
  /** Nobody from outside. */
  | { readonly kind: "event" }
  | { readonly kind: "nobody"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

/** Which clients' tokens AppSync takes. */
export interface ClientFilter {
  /** For people: `web`, `clients that match ^web$`. */
  readonly called: string;
  /** The regular expression that the client's id has to match; left out where it isn't known. */
  readonly pattern?: string;
  /** Address of the one client that it names. */
  readonly client?: string;
}

/** What an address of a backend says: its text, or what it refers to. */
export interface Endpoint {
  readonly text?: string;
  readonly references: readonly Reference[];
}

/** Where a request goes that is let in. */
export type Target =
  | { readonly kind: "function"; readonly function: Link<LambdaFunction> }
  | { readonly kind: "backend"; readonly name: string; readonly at?: Endpoint }
  /** It answers by itself: a mock integration, a fixed response. */
  | { readonly kind: "itself" }
  | { readonly kind: "unknown"; readonly why: string };

/** One way in, as far as the source tells. An entry point of which something isn't known is named all the same. */
export interface EntryPoint extends Entity {
  readonly kind: EntryPointKind;
  /** The address, with a part behind `#` where one resource makes several. */
  readonly id: string;
  /** `GET /items`, `function URL`. */
  readonly name: string;
  /** What it belongs to, for people: `HTTP API orders`. */
  readonly group: string;
  /** Address of what `group` names, where this input holds it: two may share a name. */
  readonly groupAddress?: string;
  readonly hosts: readonly Host[];
  readonly authorization: Authorization;
  readonly target: Target;
  /** The alias or version of the function that it invokes by itself; left out or undefined: the function. */
  readonly qualifier?: Value<string | undefined>;
  /** Sentences: what else decides, or wasn't looked at. */
  readonly notes: readonly string[];
  /** Left out where no key is asked for, or it isn't known. */
  readonly apiKey?: ApiKeyDemand;
  /** A policy of the entry point's own that may refuse whom its authorization lets in: of a REST API. */
  readonly policyOf?: Resource;
}
