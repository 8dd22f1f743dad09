import { readConfig, type Settings } from "../../../claims/index";
import { environmentVariable, targetOf, type LambdaAuthorizer, type LambdaFunction } from "../../../model";
import { originHeaderOf, type OriginHeaderRule } from "./origin-header";

export type Json = Readonly<Record<string, unknown>>;

/** What the bundled authorizer function (functions/authorizer) is told to let in, as its AUTHORIZER_CONFIG has it. */
export interface AuthorizerRules {
  readonly function: LambdaFunction;
  /** The environment variable that holds them. */
  readonly variable: "AUTHORIZER_CONFIG" | "MCP_CONFIG";
  readonly issuers: readonly Json[];
  /** The same as the function itself reads it; the error that it stops with where it can't. */
  readonly settings: Settings | Error;
  /** Form of its answers; must agree with the authorizer's `enable_simple_responses`. */
  readonly answer: "simple" | "policy";
  /** The author marked the environment as sensitive: nothing of it is shown. */
  readonly sensitive: boolean;
  /** What it holds against the header that a distribution adds to each request; left out: calls may come from anywhere. */
  readonly originHeader?: OriginHeaderRule;
}

/** Why the rules can't be read: a function of somebody else's, or a configuration that isn't known. */
export interface Unreadable {
  readonly function: LambdaFunction | undefined;
  readonly unreadable: string;
  /** True where it is the bundled function all the same: once applied, its rules can be read. */
  readonly bundled: boolean;
}

/** The rules of a Lambda authorizer. The bundled function is known by its environment variable AUTHORIZER_CONFIG. */
export function rulesOf(lambda: LambdaAuthorizer): AuthorizerRules | Unreadable {
  const decides = targetOf(lambda.function);
  if (decides === undefined)
    return { function: undefined, bundled: false, unreadable: "which function decides is not part of this input" };
  const { text, isSet } = environmentVariable(decides, "AUTHORIZER_CONFIG");
  const cannot = (unreadable: string, bundled = false): Unreadable => ({ function: decides, bundled, unreadable });
  if (!text.known) return cannot(`its environment isn't known yet (${text.why})`, isSet === true);
  if (text.value === undefined) return cannot("it has no AUTHORIZER_CONFIG: its rules aren't known");
  const config = parsed(text.value);
  if (config === undefined) return cannot("its AUTHORIZER_CONFIG is not a JSON object with issuers");
  return {
    function: decides,
    variable: "AUTHORIZER_CONFIG",
    issuers: objects(config["issuers"]),
    settings: settingsOf(text.value),
    answer: config["answer"] === "policy" ? "policy" : "simple",
    sensitive: decides.resource.attributes.sensitive("environment", 0, "variables", "AUTHORIZER_CONFIG"),
    ...originHeaderOf(decides),
  };
}

function settingsOf(text: string): Settings | Error {
  try {
    return readConfig(text);
  } catch (error) {
    return error as Error;
  }
}

function parsed(text: string): Json | undefined {
  try {
    const config: unknown = JSON.parse(text);
    return isObject(config) && Array.isArray(config["issuers"]) ? config : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A list of texts that was given; undefined demands nothing. */
export function listOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
