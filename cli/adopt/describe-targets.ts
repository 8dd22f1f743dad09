import type { Api, Integration, Model, Permission } from "../../posture/index";
import type { Expected } from "./description";
import type { Estate } from "./estate";
import { isObject, numberOf, objectsOf, textOf, textsOf, type Json, type JsonObject } from "../json";
import { Names } from "./names";
import type { NotAdopted } from "./not-adopted";

/** Where routes lead, by the address of the integration. */
export class Targets {
  readonly expected: Expected[] = [];
  readonly origins = new Map<string, string>();
  /** `vpcLinks` of the API, by name. */
  readonly links: Record<string, JsonObject> = {};
  private readonly linkWords = new Names();
  private readonly linkNames = new Map<string, string>();
  private readonly made = new Map<string, JsonObject>();
  private readonly spent = new Set<string>();

  /**
   * @param names of the API's targets
   * @param taken links that another API takes over
   */
  constructor(
    private readonly api: Api,
    private readonly estate: Estate,
    private readonly refusals: NotAdopted,
    private readonly names: Names,
    private readonly taken: ReadonlySet<string> = new Set(),
  ) {}

  /** A route's `target`, or why the route has none that the constructs know. */
  of(integration: Integration | undefined, routeLabel: string): JsonObject | string {
    const held = integration === undefined ? undefined : this.estate.held.get(integration.address);
    if (integration === undefined || held === undefined)
      return "its integration is not among the resources of the state";
    const known = this.made.get(held.address);
    if (known !== undefined) return known;
    const refused = this.refusals.why(held.address);
    if (refused !== undefined) return `its integration ${held.address} stays: ${refused}`;
    const { values } = held;
    const uri = textOf(values["integration_uri"]);
    const functionArn = functionArnOf(uri ?? "");
    const host = /^https?:\/\/([^/]+)/.exec(uri ?? "")?.[1];
    const service = textOf(values["integration_subtype"])?.split("-")[0];
    const wishes = [functionName(functionArn), service, routeLabel, host];
    const target = targetOf(
      values,
      () => this.names.give(held.label === routeLabel ? undefined : held.label, ...wishes),
      (id) => this.linkOf(id),
    );
    if (typeof target === "string") return `its integration ${held.address} ${target}`;
    const name = String(target["name"]);
    if (functionArn !== undefined)
      Object.assign(target, this.permission(functionArn, `/integrations/${name}/permission/`));
    this.made.set(held.address, target);
    const at = `/integrations/${name}/${name}`;
    this.expected.push({ held, matches: (_, path) => path.endsWith(at) });
    this.origins.set(`target ${name}`, held.address);
    return target;
  }

  /** The name of a link that is taken over, or the id of one that stays. */
  private linkOf(id: string): Json {
    const held = [...this.estate.held.values()].find(
      ({ type, values }) => type === "aws_apigatewayv2_vpc_link" && values["id"] === id,
    );
    const subnetIds = textsOf(held?.values["subnet_ids"]);
    if (held === undefined || subnetIds.length === 0) return { id };
    if (this.refusals.has(held.address) || this.taken.has(held.address)) return { id };
    const known = this.linkNames.get(held.address);
    if (known !== undefined) return known;
    const name = this.linkWords.give(held.label, textOf(held.values["name"]));
    this.linkNames.set(held.address, name);
    this.links[name] = { subnetIds, securityGroupIds: textsOf(held.values["security_group_ids"]) };
    this.expected.push({ held, matches: (_, path) => path.endsWith(`/vpc-links/${name}/Resource`) });
    this.origins.set(`vpcLinks.${name}`, held.address);
    return name;
  }

  /** `permission: false` where none of the state's permissions can become the one that the constructs emit. */
  permission(functionArn: string, path: string): JsonObject {
    const found = permissionsFor(this.api, functionArn, this.estate.model).find(
      ({ address }) => !this.spent.has(address) && !this.refusals.has(address),
    );
    const held = found === undefined ? undefined : this.estate.held.get(found.address);
    if (held === undefined) return { permission: false };
    this.spent.add(held.address);
    this.expected.push({ held, matches: (_, at) => at.includes(path) });
    return {};
  }
}

/** The function's ARN, with its alias, out of an integration's URI. */
export function functionArnOf(uri: string): string | undefined {
  return /arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?/.exec(uri)?.[0];
}

const functionName = (arn: string | undefined): string | undefined => arn?.split(":")[6];

/** A target as `SecuredApi` takes it, or why it takes none of the kind. */
function targetOf(values: JsonObject, name: () => string, linkOf: (id: string) => Json): Record<string, Json> | string {
  const type = String(values["integration_type"]);
  const uri = textOf(values["integration_uri"]);
  const service = textOf(values["integration_subtype"]);
  const functionArn = functionArnOf(uri ?? "");
  const timeout = numberOf(values["timeout_milliseconds"]);
  const limit: JsonObject =
    timeout === undefined || timeout === 0 || timeout === LONGEST ? {} : { timeoutMilliseconds: timeout };
  if (service !== undefined) {
    const roleArn = textOf(values["credentials_arn"]);
    if (roleArn === undefined) return `calls ${service} without a role`;
    return { service, parameters: values["request_parameters"] ?? {}, roleArn, name: name(), ...limit };
  }
  if (type === "AWS_PROXY")
    return functionArn === undefined ? "names no function" : { functionArn, name: name(), ...limit };
  if (type !== "HTTP_PROXY" || uri === undefined) return `is of the type ${type}, which isn't a target of HTTP APIs`;
  const parameters = values["request_parameters"];
  const mapped = {
    method: values["integration_method"] ?? "ANY",
    name: name(),
    ...limit,
    ...(isObject(parameters) && Object.keys(parameters).length > 0 && { requestParameters: parameters }),
    ...responses(values["response_parameters"]),
  };
  const link = textOf(values["connection_id"]);
  if (link === undefined) return { url: uri, ...mapped };
  const [tls] = objectsOf(values["tls_config"]);
  const tlsServerName = textOf(tls?.["server_name_to_verify"]);
  return { listenerArn: uri, vpcLink: linkOf(link), ...(tlsServerName !== undefined && { tlsServerName }), ...mapped };
}

/** What AWS uses where nothing else is written, in milliseconds. */
const LONGEST = 30_000;

function responses(value: Json | undefined): { readonly responseParameters?: JsonObject } {
  const all = objectsOf(value).map((one) => [String(one["status_code"]), one["mappings"] ?? {}] as const);
  return all.length === 0 ? {} : { responseParameters: Object.fromEntries(all) };
}

/** Permissions by which this API may call the function, those for all of it first. */
function permissionsFor(api: Api, functionArn: string, model: Model): Permission[] {
  const [, name, qualifier] = /:function:([\w-]+)(?::(.+))?$/.exec(functionArn) ?? [];
  const breadth = ({ sourcePath }: Permission): number =>
    sourcePath.known ? -(sourcePath.value ?? "").split("*").length : 0;
  return model.permissions
    .filter(({ resource, principal, source }) => {
      const text = (argument: string): string | undefined => {
        const value = resource.attributes.text(argument);
        return value.known ? textOf(value.value) : undefined;
      };
      const named = text("function_name")
        ?.replace(/^arn:.*:function:/, "")
        .split(":")[0];
      return (
        principal.known &&
        principal.value === "apigateway.amazonaws.com" &&
        source.kind === "resource" &&
        source.target.address === api.address &&
        named === name &&
        text("qualifier") === qualifier
      );
    })
    .sort((a, b) => breadth(a) - breadth(b));
}
