import { Token } from "cdktf";
import { HTTP_API } from "../../posture/aws/api-gateway";
import type { Apigatewayv2ApiCorsConfiguration } from "../bindings";
import { ConfigurationError } from "../errors/configuration-error";
import { Problems } from "../errors/problems";
import { METHODS } from "./route-key";
import { parseUrl } from "../../posture/claims/parse-url";

export interface CorsOptions {
  /** `https://app.example.com`: scheme, host and port, without a path. `*` lets every page in and excludes credentials. */
  readonly allowOrigins: readonly [string, ...string[]];
  /** @default the methods of the API's routes */
  readonly allowMethods?: readonly string[];
  /** Request headers a page may send. @default authorization, content-type */
  readonly allowHeaders?: readonly string[];
  /** Response headers a page may read. @default none */
  readonly exposeHeaders?: readonly string[];
  /** Whether the browser sends cookies along. Tokens in the authorization header don't need it. @default false */
  readonly allowCredentials?: boolean;
  /** How long a browser may remember the answer, -1 (never) to 86400 seconds. @default 300 */
  readonly maxAgeSeconds?: number;
}

/**
 * What browsers are told. The API answers preflights itself, without an OPTIONS route, and drops CORS headers of the functions.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export class CorsPolicy {
  /** @param path of the construct that has it */
  constructor(
    private readonly options: CorsOptions,
    path = "cors",
  ) {
    const origins = Token.isUnresolved(options.allowOrigins) ? [] : options.allowOrigins;
    const problems = new Problems();
    for (const [index, origin] of origins.entries())
      problems.attempt(`allowOrigins[${String(index)}]`, () => checkOrigin(origin, path));
    problems.throwIfAny();
    const every = options.allowOrigins.find((origin) => fits("every", origin));
    if (options.allowCredentials === true && every !== undefined)
      throw new ConfigurationError(
        "cors-credentials-wildcard",
        { path, prop: "allowCredentials" },
        `credentials with the origin "${every}"`,
        `Name the origins: ${every === "*" ? "AWS refuses this pair, and " : ""}it would hand every page the user's session`,
      );
    const maxAge = options.maxAgeSeconds ?? 300;
    const { least, most } = HTTP_API.corsMaxAge.value;
    if (!Token.isUnresolved(maxAge) && !(maxAge >= least && maxAge <= most)) {
      throw new ConfigurationError(
        "cors-max-age",
        { path, prop: "maxAgeSeconds" },
        `maxAgeSeconds is ${maxAge}`,
        "Write -1 to 86400",
      );
    }
  }

  /** @param routeMethods the methods of the API's routes, used where the policy names none */
  render(routeMethods: readonly string[]): Apigatewayv2ApiCorsConfiguration {
    const methods = this.options.allowMethods ?? [...new Set(routeMethods)].sort();
    // With credentials a browser takes `*` for a method of that name (https://fetch.spec.whatwg.org/#cors-protocol-and-credentials).
    const any = this.options.allowCredentials === true ? METHODS.filter((method) => method !== "ANY") : ["*"];
    return {
      allowOrigins: [...this.options.allowOrigins],
      allowMethods: methods.includes("ANY") ? any : [...methods],
      allowHeaders: [...(this.options.allowHeaders ?? ["authorization", "content-type"])],
      exposeHeaders: this.options.exposeHeaders === undefined ? undefined : [...this.options.exposeHeaders],
      allowCredentials: this.options.allowCredentials ?? false,
      maxAge: this.options.maxAgeSeconds ?? 300,
    };
  }
}

/**
 * What may stand for an origin; the HCL edition has the same patterns (module/modules/inputs/known.tf), in the syntax that JavaScript and RE2 share. Of a web
 * address it is what URL.origin gives: the host in lower case, an address of four numbers as such, no port that the scheme has anyway.
 */
export const ORIGIN_PATTERNS = {
  /** Every page, or every host of a scheme, which AWS accepts. */
  every: "^([a-z][a-z0-9+.-]*://)?[*]$",
  web: "^https?://([a-z0-9_-]+([.][a-z0-9_-]+)*[.]?|\\[[0-9a-f:]+\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?$",
  /** An address of four numbers, which a host that ends in a number has to be. */
  numbers:
    "^https?://((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(:[0-9]+)?$",
  endsInNumber: "[/.]([0-9]+|0x[0-9a-f]*)[.]?(:[0-9]+)?$",
  ownPort: "^(https://.*:443|http://.*:80)$",
  /** Other schemes, `capacitor://localhost`. */
  app: "^[a-z][a-z0-9+.-]*://[A-Za-z0-9._~-]+(:[0-9]+)?$",
} as const;

const fits = (pattern: keyof typeof ORIGIN_PATTERNS, origin: string): boolean =>
  new RegExp(ORIGIN_PATTERNS[pattern]).test(origin);

function isOrigin(origin: string): boolean {
  if (!/^https?:/.test(origin)) return fits("every", origin) || fits("app", origin);
  if (fits("every", origin)) return true;
  if (!fits("web", origin) || fits("ownPort", origin)) return false;
  // Of the ways to write an IPv6 address browsers send one; Terraform writes one that stands for IPv4 in another.
  if (origin.includes("[")) return !origin.includes("[::ffff:") && parseUrl(origin)?.origin === origin;
  return !fits("endsInNumber", origin) || fits("numbers", origin);
}

function checkOrigin(origin: string, path: string): void {
  if (Token.isUnresolved(origin) || isOrigin(origin)) return;
  const bare = sentBy(origin);
  throw new ConfigurationError(
    "cors-origin",
    path,
    `"${origin}" is not an origin`,
    bare === undefined
      ? "Write scheme and host, e.g. https://app.example.com"
      : `Write "${bare}", which is what browsers send of it`,
  );
}

/** The origin in an address: in lower case, without a path, a user name or the scheme's own port. Undefined where there is none that is taken. */
function sentBy(address: string): string | undefined {
  const found = /^https?:/i.test(address) ? parseUrl(address)?.origin : undefined;
  const start = found ?? /^[a-z][a-z0-9+.-]*:\/\/(\*|[^/?#@*\s]+)(?=$|[/?#])/.exec(address)?.[0];
  return start !== undefined && isOrigin(start) ? start : undefined;
}
