import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { ConfigError, metadataPath, readMcpConfig, RESOURCE_METADATA, SERVER_METADATA } from "../../../posture/claims";
import type { McpConfig } from "../../../posture/claims";
import { NodeFunction } from "../../compute/node-function";
import type { BundledFunctionOptions } from "../../compute/node-function-props";
import type { Packaging } from "../../compute/package";
import { ConfigurationError } from "../../errors/configuration-error";
import { bundledFunction } from "../../package-root";
import type { HttpApi } from "../http-api";
import { Route } from "./route";
import { requireChecks } from "../../stack/run-rules";

export interface McpRouteProps extends Omit<McpConfig, "target" | "allowHttpLoopback"> {
  /** The API that gets the routes. Its stage is `$default`: a named one would stand in front of the metadata's path. */
  readonly api: HttpApi;
  /** The bundled function's name in AWS. */
  readonly functionName: string;
  /** The MCP server: a function that is invoked with the request, without the token. */
  readonly target: NodeFunction;
  /**
   * Whether this server's metadata answers at the root of the well-known paths too, where older clients look. One server of an API can.
   * @default true for the API's first McpRoute, false for others
   */
  readonly rootMetadata?: boolean;
  /** Memory, log and more of the bundled function. @default timeout 29 seconds, else as for every function */
  readonly function?: Omit<BundledFunctionOptions, "entry" | "environment" | "policyStatements">;
  /** `archive` (zipped by the archive provider) or `prebuilt` (zipped at synth). @default "archive" */
  readonly packaging?: Packaging;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** APIs with a server at the root of the well-known paths. */
const AT_ROOT = new WeakSet<HttpApi>();

/**
 * An MCP server (Model Context Protocol) behind access tokens that are made for it: `resource` is their audience, and its path is the route.
 * No authorizer of an HTTP API can answer 401 with `resource_metadata`, by which MCP's clients find out where to sign in; so the routes
 * are open at the gateway, and the bundled function in front of the server verifies each token.
 *
 * Cognito binds a token to a resource by the parameter `resource` of the authorize request (managed login, code grant, Essentials or Plus).
 *
 * Addresses: `aws_apigatewayv2_route.ID` and `ID_metadata`, `ID_metadata_root` (see `rootMetadata`), `ID_server_metadata`,
 * `ID_server_metadata_root` (where `signInUrl` is given), and those of a `NodeFunction` called `ID_gate`.
 */
export class McpRoute extends Construct {
  readonly function: NodeFunction;
  readonly route: Route;

  constructor(scope: Construct, id: string, props: McpRouteProps) {
    super(scope, id);
    requireChecks(this, props);
    const config = this.config(props);
    const resource = this.checked(config);
    const { api, issuers } = props;
    // Beside this construct: integrations go by their target's id, and an API may have several MCP servers.
    this.function = new NodeFunction(scope, `${id}_gate`, {
      timeout: 29,
      ...props.function,
      entry: bundledFunction("mcp"),
      name: props.functionName,
      environment: { MCP_CONFIG: Fn.jsonencode(config) },
      policyStatements: [{ actions: ["lambda:InvokeFunction"], resources: [props.target.resource.arn] }],
      packaging: props.packaging,
      tags: props.tags,
    });
    const target = this.function;
    this.route = new Route(this, "Default", {
      api,
      key: `ANY ${resource.pathname}`,
      authorization: { verifiedBy: target, resource: props.resource, issuers },
      target,
    });
    const atRoot = props.rootMetadata ?? !AT_ROOT.has(api);
    if (atRoot) AT_ROOT.add(api);
    const documents: readonly (readonly [string, string, string])[] = [
      ["metadata", RESOURCE_METADATA, "says where to get a token (RFC 9728)"],
      ...(props.signInUrl === undefined
        ? []
        : [["server_metadata", SERVER_METADATA, "says how to get a token (RFC 8414)"] as const]),
    ];
    for (const [name, wellKnown, reason] of documents) {
      const own = metadataPath(resource, wellKnown);
      const places = [
        [name, own] as const,
        ...(atRoot && own !== wellKnown ? [[`${name}_root`, wellKnown] as const] : []),
      ];
      for (const [child, path] of places)
        new Route(this, child, { api, key: `GET ${path}`, authorization: { public: reason, metadata: true }, target });
    }
  }

  private config({ resource, issuers, target, ...props }: McpRouteProps): McpConfig {
    const { authorizationServers, signInUrl, tools, allowedOrigins, name, documentation } = props;
    return {
      resource,
      issuers,
      target: target.resource.functionName,
      ...(authorizationServers && { authorizationServers }),
      ...(signInUrl !== undefined && { signInUrl }),
      ...(tools && { tools }),
      ...(allowedOrigins && { allowedOrigins }),
      ...(name !== undefined && { name }),
      ...(documentation !== undefined && { documentation }),
    };
  }

  /**
   * As the function will read it. What only Terraform knows has stand-ins; `resource` is written out, since routes are made of it.
   * @throws ConfigurationError `mcp-route`
   */
  private checked({ signInUrl, ...config }: McpConfig): URL {
    const standIn = (text: string) => (Token.isUnresolved(text) ? "https://known-after-apply.example.com" : text);
    const issuers = config.issuers.map((issuer) => ({ ...issuer, issuer: standIn(issuer.issuer) }));
    const signIn = signInUrl === undefined ? {} : { signInUrl: standIn(signInUrl) };
    try {
      if (Token.isUnresolved(config.resource)) throw new ConfigError("MCP_CONFIG.resource is known after apply only");
      return readMcpConfig(JSON.stringify({ ...config, ...signIn, issuers, target: "target" })).resource;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const found = message.replaceAll("MCP_CONFIG.", "").replace(/\.$/, "");
      const instead = 'Write it as in resource: "https://api.example.com/mcp", issuers: [{ issuer, scopes: ["…"] }]';
      throw new ConfigurationError("mcp-route", this.node.path, found, instead);
    }
  }
}
