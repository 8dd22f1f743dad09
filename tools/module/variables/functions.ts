import { refuseItems, type Variable } from "./variable";

interface Field {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly meaning?: string;
}

const FIELDS: readonly Field[] = [
  { name: "package", type: "string", default: "null", meaning: "Path of your own zip. Left out, the function of that name comes with the module." },
  { name: "handler", type: "string", default: '"index.handler"' },
  { name: "runtime", type: "string", default: '"nodejs22.x"' },
  { name: "architecture", type: "string", default: '"arm64"', meaning: "arm64 or x86_64." },
  { name: "memory", type: "number", default: "256", meaning: "In MB." },
  { name: "timeout", type: "number", default: "10", meaning: "In seconds; an HTTP API waits 30 at most." },
  { name: "environment", type: "map(string)", default: "{}" },
  { name: "log_retention_days", type: "number", default: "30" },
  { name: "log_kms_key_arn", type: "string", default: "null" },
];

/** A function called `name` that nobody described, as an HCL object. The one that answers preflights does next to nothing. */
export const FUNCTION_DEFAULTS = `{\n${FIELDS.map((field) => {
  const value = field.name === "memory" ? `name == "preflight" ? 128 : ${field.default}` : field.default;
  return `${field.name} = ${value}`;
}).join("\n")}\n}`;

const fieldType = (field: Field): string => {
  const fallback = field.default === "null" ? "" : `, ${field.default}`;
  const line = `${field.name} = optional(${field.type}${fallback})`;
  return field.meaning === undefined ? line : `# ${field.meaning}\n${line}`;
};

export const FUNCTIONS: readonly Variable[] = [
  {
    name: "functions",
    description: "Functions that the module makes: your own packages, or bundled ones with other settings than the defaults.",
    type: `map(object({\n${FIELDS.map(fieldType).join("\n")}\n}))`,
    default: "{}",
    validations: [
      refuseItems("var.functions", "function-timeout", "item.timeout < 1 || item.timeout > 30", "must have a timeout of 1 to 30 seconds: an HTTP API waits no longer."),
      refuseItems("var.functions", "function-memory", "item.memory < 128 || item.memory > 10240", "must have a memory of 128 to 10240 MB."),
    ],
  },
  {
    name: "lambdas",
    description:
      "Functions that are managed elsewhere: a name for routes to lead to, and the ARN, with or without an alias. Their code reads payload format 2.0.",
    type: "map(string)",
    default: "{}",
    validations: [
      refuseItems(
        "var.lambdas",
        "target-lambda",
        '!can(regex("^arn:[^:]+:lambda(:[^:]+){2}:function(:[^:]+){1,2}$", item))',
        "not the ARN of a function. Write arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS or :VERSION behind it if you like.",
      ),
    ],
  },
  {
    name: "http_backends",
    description: "Backends of any kind that speak HTTP: a name for routes to lead to, and where.",
    type: `map(object({
  # https://backend.example.com/path. The caller's token travels there too, so it is https.
  url = string
  # ANY: the caller's.
  method = optional(string, "ANY")
}))`,
    default: "{}",
    validations: [
      refuseItems(
        "var.http_backends",
        "target-url",
        '!can(regex("^https://[^/?#\\\\s]+([/?#]\\\\S*)?$", item.url))',
        "not an https address. Write https://HOST/PATH: the caller's token travels there too. A function can call what knows no https.",
      ),
    ],
  },
];
