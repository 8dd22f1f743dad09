import { Token } from "cdktf";
import { HTTP_API } from "../../posture/aws/api-gateway";
import type { Apigatewayv2ApiCorsConfiguration } from "../bindings";
import { ConfigurationError } from "../errors/configuration-error";
import { Problems } from "../errors/problems";
import { METHODS } from "./route-key";

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
  /** How long a browser may remember the answer, −1 (never) to 86400 seconds. @default 300 */
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
    if (options.allowCredentials === true && options.allowOrigins.includes("*")) {
      throw new ConfigurationError(
        "cors-credentials-wildcard",
        { path, prop: "allowCredentials" },
        'credentials with the origin "*"',
        "Name the origins: AWS refuses this pair, and it would hand every page the user's session",
      );
    }
    const maxAge = options.maxAgeSeconds ?? 300;
    const { least, most } = HTTP_API.corsMaxAge.value;
    if (!Token.isUnresolved(maxAge) && !(maxAge >= least && maxAge <= most)) {
      throw new ConfigurationError(
        "cors-max-age",
        { path, prop: "maxAgeSeconds" },
        `maxAgeSeconds is ${maxAge}`,
        "Write −1 to 86400",
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

function checkOrigin(origin: string, path: string): void {
  if (origin === "*" || Token.isUnresolved(origin)) return;
  const bare = sentBy(origin);
  if (origin === bare) return;
  throw new ConfigurationError(
    "cors-origin",
    path,
    `"${origin}" is not an origin`,
    bare === undefined
      ? "Write scheme and host, e.g. https://app.example.com"
      : `Write "${bare}", which is what browsers send of it`,
  );
}

/**
 * The origin that a browser sends of an address: in lower case, without a path, a name or the scheme's own port. API Gateway compares texts, so that
 * any other form would let nobody in. Undefined where there is none.
 */
function sentBy(address: string): string | undefined {
  // Every host of a scheme, which AWS takes.
  const every = /^[a-z][a-z0-9+.-]*:\/\/\*(?=$|\/)/.exec(address)?.[0];
  if (every !== undefined || address.includes("*")) return every;
  if (/^https?:/i.test(address)) return URL.canParse(address) ? new URL(address).origin : undefined;
  // Other schemes, `capacitor://localhost`.
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+(?=$|[/?#])/.exec(address)?.[0];
}
