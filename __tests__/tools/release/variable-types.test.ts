import { readFileSync } from "node:fs";
import * as path from "node:path";
import { variableTypes } from "../../../tools/release/variable-types";
import { ROOT } from "../../support/project";

const VARIABLES = `variable "routes" {
  description = "A variable = { with = \\"signs\\" }"
  type = map(object({
    # Any one is enough (else = nothing).
    scopes = optional(set(string), ["a, (b", "c"])
    target = string
    limits = optional(object({
      rate = number
    }), { rate = 1 })
  }))
  nullable = false

  validation {
    condition     = length(var.routes) > 0
    error_message = "type = bool"
  }
}

variable "matrix" {
  type    = list(map(list(number)))
  default = []
}

variable "loose" {
  default = null
}
`;

test("lists what every variable takes, down to the last attribute", () => {
  expect(variableTypes(VARIABLES)).toEqual({
    loose: "optional any",
    matrix: "optional list of map of list of number",
    routes: "required map of object",
    "routes.*.limits": "optional object",
    "routes.*.limits.rate": "required number",
    "routes.*.scopes": "optional set of string",
    "routes.*.target": "required string",
  });
});

test("says what it can't read", () => {
  expect(() => variableTypes('variable "x" {\n  type = tuple([string])\n}\n')).toThrow(/tuple/);
});

test("finds each variable of the HCL edition, and each of its attributes", () => {
  const text = readFileSync(path.join(ROOT, "module", "variables.tf"), "utf8");
  const found = variableTypes(text);
  for (const [, name = ""] of text.matchAll(/^variable "(\w+)"/gm)) expect(Object.keys(found)).toContain(name);
  for (const [, name = ""] of text.matchAll(/^ +(\w+) += optional\(/gm))
    expect(Object.keys(found).some((one) => one.endsWith(`.${name}`))).toBe(true);
});
