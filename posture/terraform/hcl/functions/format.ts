import type { ValueNode } from "../../value-node";
import { InexactError, integerOf, textOf } from "../kinds";
import { plainText } from "./table";

/** `format()` with `%s`, `%d`, `%t`, `%v` and `%%`, and a width where that is beyond doubt. */
export function format(pattern: string, args: readonly ValueNode[]): string {
  let next = 0;
  const text = pattern.replace(/%([-0]*)(\d*)([\s\S]?)/g, (_, flags: string, width: string, verb: string) => {
    if (verb === "%" && flags === "" && width === "") return "%";
    const written = one(verb, args[next], flags);
    next++;
    if (width === "") {
      if (flags !== "") throw new InexactError("flags without a width");
      return written;
    }
    return padded(plainText(written), Number(width), flags, verb);
  });
  // Terraform refuses arguments that are left over.
  if (next !== args.length) throw new InexactError("another number of arguments than verbs");
  return text.normalize("NFC");
}

function one(verb: string, value: ValueNode, flags: string): string {
  if (value === undefined || value === null) throw new InexactError("an argument that is missing");
  switch (verb) {
    case "s":
    case "v":
      if (flags.includes("0")) throw new InexactError("zeros before a text");
      return textOf(value);
    case "d":
      return String(integerOf(value));
    case "t":
      if (typeof value !== "boolean") throw new InexactError("neither true nor false");
      return String(value);
    default:
      throw new InexactError(`%${verb} is not written here`);
  }
}

function padded(text: string, width: number, flags: string, verb: string): string {
  if (flags.includes("-")) {
    if (flags.includes("0")) throw new InexactError("zeros after a value");
    return text.padEnd(width);
  }
  if (!flags.includes("0")) return text.padStart(width);
  if (verb !== "d") throw new InexactError("zeros before a text");
  return text.startsWith("-") ? `-${text.slice(1).padStart(width - 1, "0")}` : text.padStart(width, "0");
}
