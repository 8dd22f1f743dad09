import { Token } from "cdktf";
import { isContextVariable } from "../../../posture/aws/context-variables";
import { ConfigurationError, propOf, type Place } from "../../errors/configuration-error";
import type { MappingOptions } from "./targets";

/** @throws ConfigurationError `integration-timeout`. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export function checkTimeout(milliseconds: number | undefined, place: Place): void {
  if (milliseconds === undefined || Token.isUnresolved(milliseconds)) return;
  if (Number.isInteger(milliseconds) && milliseconds >= 50 && milliseconds <= 30_000) return;
  throw new ConfigurationError(
    "integration-timeout",
    place,
    `it is ${String(milliseconds)}`,
    "Write 50 to 30000 whole milliseconds: an HTTP API waits no longer",
  );
}

const REQUEST = /^(?:(?:append|overwrite|remove):(?:header|querystring)\.\S+|overwrite:path)$/;
const RESPONSE = /^(?:(?:append|overwrite|remove):header\.\S+|overwrite:statuscode)$/;

/** What a mapping may read, after `$`: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html */
const READ =
  /^(?:(?:request|response)\.(?:header|querystring)\.\S|request\.path(?:$|\.)|(?:request|response)\.body(?:$|\.)|stageVariables\.\w)/;

type Refuse = (prop: string, found: string, instead: string) => never;

/** What begins like something that is read, and isn't; other texts stand for themselves. */
export function checkExpression(value: string, prop: string, refuse: Refuse): void {
  if (Token.isUnresolved(value)) return;
  for (const [, name = ""] of value.matchAll(/\$\{?((?:request|response|context|stageVariables)\b[\w.$[\]:-]*)/g)) {
    const context = /^context\.(.+)$/.exec(name)?.[1];
    if (context === undefined ? READ.test(name) : isContextVariable(context)) continue;
    const known =
      "$request.header.NAME, $request.querystring.NAME, $request.path, $request.path.NAME, $request.body.NAME, $context.NAME or $stageVariables.NAME";
    refuse(prop, `API Gateway knows no $${name}`, `Write ${known}`);
  }
}

/** Headers that no mapping may touch, as the same page lists them. */
const RESERVED =
  /^(?:access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-for|x-forwarded-host|x-forwarded-proto|via)$/i;

/**
 * What API Gateway can change, and what it refuses to.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * @throws ConfigurationError `integration-parameters`
 */
export function checkMappings({ requestParameters = {}, responseParameters = {} }: MappingOptions, path: string): void {
  const refuse = (prop: string, found: string, instead: string): never => {
    throw new ConfigurationError("integration-parameters", { path, prop: `target.${prop}` }, found, instead);
  };
  const check = (prop: string, mappings: Readonly<Record<string, string>>, pattern: RegExp, instead: string): void => {
    for (const name of Object.keys(mappings)) {
      if (!pattern.test(name)) refuse(propOf(prop, name), "that can't be changed", instead);
      checkExpression(mappings[name] ?? "", propOf(prop, name), refuse);
      const header = /:header\.(.+)$/.exec(name)?.[1];
      if (header !== undefined && RESERVED.test(header))
        refuse(propOf(prop, name), `API Gateway reserves the header ${header}`, "Write another header");
    }
  };
  const requests = "Write append:, overwrite: or remove: before header.NAME or querystring.NAME, or overwrite:path";
  check("requestParameters", requestParameters, REQUEST, requests);
  for (const [status, mappings] of Object.entries(responseParameters)) {
    const prop = propOf("responseParameters", status);
    if (!/^[1-5]\d\d$/.test(status)) refuse(prop, "it is no status", "Write a status of the backend, 100 to 599");
    check(prop, mappings, RESPONSE, "Write append:, overwrite: or remove: before header.NAME, or overwrite:statuscode");
  }
}
