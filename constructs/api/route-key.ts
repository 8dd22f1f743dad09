import { ConfigurationError } from "../errors/configuration-error";
import { snakeCase } from "../stack/addresses";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"] as const;
export type Method = (typeof METHODS)[number];

/** How a route key is written: `GET /items/{id}`, `ANY /{proxy+}` or `$default`. */
export type RouteKeyText = `${Method} /${string}` | "$default";

/** One part of a path: plain text, `{name}`, or `{name+}`, which takes the rest of the path. */
const SEGMENT = /^(\{[A-Za-z0-9._-]+\+?\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+)$/;

/**
 * A route's method and path.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class RouteKey {
  readonly method: Method;
  /** Begins with `/`; for `$default` it is `/{proxy+}`, which is what the route catches. */
  readonly path: string;

  /** @throws ConfigurationError `route-key-shape` when AWS would refuse it */
  constructor(readonly text: string) {
    if (text === "$default") {
      this.method = "ANY";
      this.path = "/{proxy+}";
      return;
    }
    const [method = "", path = "", ...rest] = text.split(" ");
    if (!isMethod(method) || rest.length > 0)
      throw refused(text, `it must begin with one of ${METHODS.join(", ")} and one space`);
    if (!path.startsWith("/")) throw refused(text, "the path must begin with /");
    const segments = path.slice(1).split("/");
    if (path !== "/" && segments.some((segment) => !SEGMENT.test(segment))) {
      throw refused(
        text,
        "each part of the path must be plain text, {name} or {name+}, and the path must not end with /",
      );
    }
    if (segments.slice(0, -1).some((segment) => segment.endsWith("+}")))
      throw refused(text, "{name+} takes the rest of the path and must come last");
    const variables = [...path.matchAll(/\{([^}+]+)/g)].map(([, name = ""]) => name);
    const twice = variables.find((name, index) => variables.indexOf(name) < index);
    if (twice !== undefined)
      throw new ConfigurationError(
        "route-key-shape",
        `"${text}"`,
        `the path has two variables called ${twice}, and the function gets one value for the name`,
        "Give each a name of its own",
      );
    this.method = method;
    this.path = path;
  }

  /** The name in Terraform: `GET /items/{id}` is `get_items_by_id`, `ANY /{proxy+}` is `any_all_proxy`. */
  get addressName(): string {
    if (this.text === "$default") return "default";
    const words = this.path
      .split("/")
      .filter((segment) => segment !== "")
      .map((segment) => segment.replace(/^\{(.*)\+\}$/, "all_$1").replace(/^\{(.*)\}$/, "by_$1"));
    return [this.method.toLowerCase(), ...(words.length === 0 ? ["root"] : words.map(snakeCase))].join("_");
  }
}

const isMethod = (text: string): text is Method => (METHODS as readonly string[]).includes(text);

function refused(text: string, why: string): ConfigurationError {
  return new ConfigurationError(
    "route-key-shape",
    `"${text}"`,
    "AWS accepts no such route key",
    `Write it like "GET /items/{id}": ${why}`,
  );
}
