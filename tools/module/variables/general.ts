import type { Variable } from "./variable";

export const GENERAL: readonly Variable[] = [
  {
    name: "project",
    description:
      "Begins the name of everything in AWS: 1 to 32 of a-z, 0-9 and -, beginning with a letter. Two instances in one account and region need two projects.",
    type: "string",
    validations: [
      {
        code: "project",
        condition: 'can(regex("^[a-z][a-z0-9-]{0,31}$", var.project))',
        message: '"${var.project}" can\'t begin the names of AWS resources. Write 1 to 32 of a-z, 0-9 and -, beginning with a letter.',
      },
    ],
    nullable: false,
  },
  {
    name: "domain",
    description: "The scope identifier (https://api.DOMAIN) and the allowed origin (https://DOMAIN) derive from it, e.g. example.com.",
    type: "string",
    validations: [
      {
        code: "domain",
        condition: 'can(regex("^[A-Za-z0-9.-]+$", var.domain))',
        message: '"${var.domain}" is not a domain. Write it without scheme and path, e.g. example.com.',
      },
    ],
    nullable: false,
  },
  { name: "tags", description: "Tags of everything that can carry them.", type: "map(string)", default: "{}" },
];
