import { endOfInterpolation } from "./scan";

/**
 * A string of Terraform's JSON syntax, which is a template, as an expression of its native syntax: `"${var.a}"` becomes `var.a`, and anything
 * mixed with text stays a quoted template.
 */
export function expressionOf(template: string): string {
  const parts = split(template);
  const [only] = parts;
  if (parts.length === 1 && only?.interpolated === true) return only.text.slice(2, -1).trim();
  return `"${parts.map((part) => (part.interpolated ? part.text : escape(part.text))).join("")}"`;
}

/** A text without any interpolation, quoted. */
export function quote(text: string): string {
  return `"${escape(text).replace(/[$%]\{/g, (brace) => `${brace[0] ?? ""}${brace}`)}"`;
}

function escape(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

interface Part {
  readonly text: string;
  readonly interpolated: boolean;
}

function split(template: string): Part[] {
  const parts: Part[] = [];
  let literal = "";
  for (let at = 0; at < template.length; ) {
    const escaped = template.startsWith("$${", at);
    if (!escaped && template.startsWith("${", at)) {
      if (literal !== "") parts.push({ text: literal, interpolated: false });
      literal = "";
      const end = endOfInterpolation(template, at);
      parts.push({ text: template.slice(at, end), interpolated: true });
      at = end;
    } else {
      const step = escaped ? 3 : 1;
      literal += template.slice(at, at + step);
      at += step;
    }
  }
  if (literal !== "" || parts.length === 0) parts.push({ text: literal, interpolated: false });
  return parts;
}
