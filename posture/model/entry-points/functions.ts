import { targetOf, type Link, type Resource } from "../../terraform/resource";
import { valueOr } from "../../terraform/value";
import type { LambdaFunction } from "../entities";
import { nameOf } from "../../redact/name";
import { shown } from "../../redact/redact";
import { qualifierOf } from "../build/compute";
import { INVOKES, SERVICE } from "./callers";
import { entryPoint, toFunction } from "./common";
import type { Authorization, EntryPoint, Host } from "./entry-point";
import type { Sources } from "./sources";

/** Function URLs. `NONE`: the function itself has to say who gets in. */
export function functionUrlEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType("aws_lambda_function_url").flatMap((url): EntryPoint[] => {
    if (url.mode === "data") return [];
    const a = url.attributes;
    const fn = sources.functionAt(url, "function_name");
    return [
      entryPoint(url, {
        kind: "function-url",
        name: "function URL",
        group: groupOf(fn),
        hosts: [host(url, `the URL of ${url.address}`)],
        authorization: byType(a.text("authorization_type"), { NONE: "none", AWS_IAM: "lambda:InvokeFunctionUrl" }, fn),
        target: toFunction(fn),
        qualifier: qualifierOf(sources.index, url),
      }),
    ];
  });
}

/**
 * Lambda web functions: `ApplicationManaged` endpoints are asked by anybody, Lambda authorizes nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/web-functions-endpoint-access-control.html
 */
export function webFunctionEntryPoints(sources: Sources): EntryPoint[] {
  return sources.ofType("aws_lambdaweb_function_endpoint").map((endpoint) => {
    const { attributes: a } = endpoint;
    const [reference] = a.references("function_name");
    const fn = sources.functionAt(endpoint, "function_name");
    const name = valueOr(a.text("function_name"), undefined) ?? reference?.address ?? "that isn't known";
    return entryPoint(endpoint, {
      kind: "web-function",
      name: "web function endpoint",
      group: `web function ${name}`,
      hosts: [host(endpoint, `the endpoint of ${endpoint.address}`)],
      authorization: byType(
        a.text("auth_type"),
        { ApplicationManaged: "none", IamAuth: "lambda:InvokeWebFunctionEndpoint" },
        { kind: "none" },
      ),
      // A web function is a resource of its own (aws_lambdaweb_function), made from revisions.
      target: fn.kind === "resource" ? toFunction(fn) : { kind: "backend", name: `web function ${name}` },
    });
  });
}

function byType(
  type: ReturnType<Resource["attributes"]["text"]>,
  kinds: Readonly<Record<string, string>>,
  fn: Link<LambdaFunction>,
): Authorization {
  if (!type.known) return { kind: "unknown", why: `its authorization type isn't known (${type.why})` };
  const action = kinds[type.value ?? ""];
  if (action === undefined) return { kind: "unknown", why: `there is no authorization type ${type.value ?? "(none)"}` };
  return action === "none" ? { kind: "none" } : { kind: "iam", action, of: fn };
}

function host(resource: Resource, fallback: string): Host {
  const url = valueOr(resource.attributes.text("function_url"), undefined);
  return { name: url?.replace(/^https:\/\/|\/$/g, "") ?? fallback, private: false, mutualTls: false };
}

function groupOf(fn: Link<LambdaFunction>): string {
  const target = targetOf(fn);
  return target ? `function ${nameOf(target)}` : "a function that isn't known";
}

/** Statements of functions' own policies that let accounts, organizations or everybody invoke them directly. */
export function directEntryPoints({ modelled }: Sources): EntryPoint[] {
  return modelled.permissions.flatMap((permission): EntryPoint[] => {
    const principal = permission.principal.known ? permission.principal.value : undefined;
    if (principal !== undefined && SERVICE.test(principal)) return [];
    const action = valueOr(permission.action, undefined);
    // Of a function URL or a web function, which is an entry point of its own.
    if (action !== undefined && !INVOKES.test(action)) return [];
    const viaUrl = permission.resource.attributes.flag("invoked_via_function_url");
    if (viaUrl.known && viaUrl.value === true) return [];
    return [
      entryPoint(permission.resource, {
        kind: "direct-invocation",
        name: `direct invocation${valueOr(permission.qualifier, undefined) === undefined ? "" : ` of ${shown(permission, ["qualifier"], valueOr(permission.qualifier, "") ?? "")}`}`,
        qualifier: permission.qualifier,
        group: groupOf(permission.function),
        hosts: [{ name: "the Lambda API", private: false, mutualTls: false }],
        authorization: { kind: "permission", permission },
        target: toFunction(permission.function),
      }),
    ];
  });
}
