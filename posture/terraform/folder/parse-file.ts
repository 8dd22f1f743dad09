import { InputError } from "../input";
import { isObject, type Json } from "../configuration/json";
import { literalDefaults } from "../configuration/module";
import { textOfFile } from "./files";

/** A `.tf`, `.tofu` or `.tfvars` file, or one of their JSON forms, as Terraform JSON. Throws InputError with file and line. */
export async function parseFile(file: string): Promise<Json> {
  const text = textOfFile(file);
  if (!file.endsWith(".json")) return parseHcl(file, text);
  const document = parseJson(file, text);
  return file.endsWith(".tfvars.json") ? document : literalDefaults(document);
}

/** The one function that is used of it. Its own declarations bring the browser's with them, which this project has no use for. */
interface Hcl2Json {
  parse(filename: string, contents: string): Promise<Record<string, unknown>>;
}

/** Two megabytes of WebAssembly: loaded when the first file is read. */
async function reader(): Promise<Hcl2Json> {
  const name: string = "@cdktn/hcl2json";
  return (await import(name)) as Hcl2Json;
}

async function parseHcl(file: string, text: string): Promise<Json> {
  const { parse } = await reader();
  try {
    return (await parse("in.tf", text)) satisfies Json;
  } catch (error) {
    throw new InputError("malformed", sentence(file, error instanceof Error ? error.message : String(error)));
  }
}

/** `parse config: [in.tf:2,6-3,1: Invalid expression; Expected …]` */
function sentence(file: string, message: string): string {
  const found = /in\.tf:(\d+),(\d+)-[\d,]+: ([\s\S]*?)\]?$/.exec(message);
  if (!found) return `${file} can't be read as HCL: ${message}`;
  const [, line = "", column = "", why = ""] = found;
  return `${file}, line ${line}, column ${column}: ${why.replaceAll("in.tf:", "line ")}`;
}

function parseJson(file: string, text: string): Json {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(why)?.[1] ?? text.length);
    const line = text.slice(0, position).split("\n").length;
    throw new InputError("malformed", `${file}, line ${line}: it is not valid JSON (${why}).`);
  }
  if (!isObject(document)) throw new InputError("malformed", `${file}, line 1: Terraform JSON is an object.`);
  return document;
}
