import { createHash } from "node:crypto";
import { Unresolved, isBranch, type ValueNode } from "../../value-node";
import { EvaluationError, InexactError, asKind, keysOf, kindOf, numberText, textOf } from "../kinds";
import { YamlError, parseYaml } from "../../yaml";
import { listOf, of, type Table } from "./table";

export const ENCODINGS: Table = {
  jsonencode: of(1, 1, ([value]) => json(value)),
  jsondecode: of(1, 1, ([text]) => parsed(textOf(text))),
  yamldecode: of(1, 1, ([text]) => marked(decoded(textOf(text)))),
  base64encode: of(1, 1, ([text]) => Buffer.from(textOf(text), "utf8").toString("base64")),
  base64decode: of(1, 1, ([text]) => {
    const coded = textOf(text);
    const plain = Buffer.from(coded, "base64").toString("utf8");
    if (Buffer.from(plain, "utf8").toString("base64") !== coded) throw new InexactError("not the base64 of a text");
    return plain.normalize("NFC");
  }),
  urlencode: of(1, 1, ([text]) =>
    encodeURIComponent(wellFormed(textOf(text)))
      .replace(/%20/g, "+")
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  ...Object.fromEntries(
    ["md5", "sha1", "sha256", "sha512"].map((name) => [name, of(1, 1, ([text]) => digest(name, text, "hex"))]),
  ),
  base64sha256: of(1, 1, ([text]) => digest("sha256", text, "base64")),
  base64sha512: of(1, 1, ([text]) => digest("sha512", text, "base64")),
};

function digest(algorithm: string, text: ValueNode, form: "hex" | "base64"): string {
  return createHash(algorithm)
    .update(wellFormed(textOf(text)), "utf8")
    .digest(form);
}

function wellFormed(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new InexactError("half a character");
  return text;
}

/** As Go writes it: keys in order, `<`, `>`, `&` and the line separators escaped. */
function json(value: ValueNode): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${listOf(value).map(json).join(",")}]`;
  if (!isBranch(value) || kindOf(value) === undefined) throw new InexactError("an object of a resource");
  return `{${keysOf(value)
    .map((key) => `${quoted(key)}:${json(value[key])}`)
    .join(",")}}`;
}

function quoted(text: string): string {
  // How Go writes the others depends on its version.
  if (/[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(text)) throw new InexactError("a control character");
  return JSON.stringify(wellFormed(text)).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function parsed(text: string): ValueNode {
  if (/(?<![\w".])-?\d[\d.]{15,}|\d[eE]/.test(text))
    throw new InexactError("a number that may be too long to be read exactly");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new EvaluationError("it is not JSON");
  }
  return marked(value);
}

function decoded(text: string): ValueNode {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new InexactError(error instanceof YamlError ? `no YAML (${error.message})` : "YAML that can't be read");
  }
}

/** Data as Terraform takes it from a document: tuples and objects. */
export function marked(value: unknown): ValueNode {
  if (value instanceof Unresolved) return value;
  if (typeof value === "string") return wellFormed(value).normalize("NFC");
  if (Array.isArray(value)) return asKind("tuple", value.map(marked));
  if (typeof value !== "object" || value === null) return value as ValueNode;
  return asKind(
    "object",
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key.normalize("NFC"), marked(item)])),
  );
}
