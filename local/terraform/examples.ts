import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { UserError } from "../../process/user-error";

/** A request to a function and the response that it must give: an entry of the file expected.json beside it. */
export interface Example {
  readonly method: string;
  /** The path of the route key, where one function answers several: `/items/{id}`. */
  readonly path?: string;
  /** Whom it is for; left out: everybody. */
  readonly caller?: "anonymous" | "authenticated";
  /** Sent as JSON; undefined: none. */
  readonly body?: unknown;
  readonly status: number;
  /**
   * Parts of the response's body. `{sub}`, `{clientId}`, `{tokenUse}`, `{scopes}`, `{path}` and `{method}` stand for the
   * caller's and the request's.
   */
  readonly expected: unknown;
}

const FILE = "expected.json";

/**
 * The examples beside a function; none without the file.
 * @param entry the function's folder or file
 * @throws UserError that names what is wrong in the file
 */
export function readExamples(entry: string): readonly Example[] {
  const folder = existsSync(entry) && statSync(entry).isDirectory() ? entry : dirname(entry);
  const file = join(folder, FILE);
  if (!existsSync(file)) return [];
  const where = relative(process.cwd(), file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError("examples-file", `${where} is not JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(json))
    throw new UserError("examples-file", `${where} must be a list of requests and responses.`, FORM);
  return json.map((entry: unknown, i) => example(entry, `${where}, entry ${String(i + 1)}`));
}

const FORM =
  'Write [{ "method": "GET", "caller": "authenticated", "request": { "body": {} }, "response": { "status": 200, "body": {} } }]; path, caller, request and body may be left out.';

function example(entry: unknown, where: string): Example {
  const { method, path, caller, request, response, ...rest } = object(entry, where);
  const [extra] = Object.keys(rest);
  if (extra !== undefined)
    throw new UserError("examples-file", `${where} has "${extra}", which is not known here.`, FORM);
  if (typeof method !== "string" || !/^[A-Z]+$/.test(method))
    throw new UserError("examples-file", `${where} has no method.`, FORM);
  if (path !== undefined && typeof path !== "string")
    throw new UserError("examples-file", `${where}: path must be a string.`, FORM);
  if (caller !== undefined && caller !== "anonymous" && caller !== "authenticated")
    throw new UserError("examples-file", `${where}: caller must be "anonymous" or "authenticated".`, FORM);
  const { status, body: expected = {} } = object(response, `${where}, response`);
  if (typeof status !== "number") throw new UserError("examples-file", `${where}: response has no status.`, FORM);
  const body = request === undefined ? undefined : object(request, `${where}, request`)["body"];
  return {
    method,
    ...(path !== undefined && { path }),
    ...(caller !== undefined && { caller }),
    ...(body !== undefined && { body }),
    status,
    expected,
  };
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UserError("examples-file", `${where} must be an object.`, FORM);
}
