import type { Variable } from "./variable";

/** A condition on the domain; none passes. */
const ofDomain = (condition: string): string => `var.custom_domain == null ? true : ${condition}`;

export const DOMAIN: readonly Variable[] = [
  {
    name: "custom_domain",
    description: "A domain of your own for the API: TLS 1.2, regional. null: the API's own address.",
    type: `object({
  # api.example.com, in small letters and without a scheme.
  name = string
  # ACM certificate in the API's own region.
  certificate_arn = string
  # The Route 53 zone that gets the record; if left out, point the name at api_domain_target yourself.
  zone = optional(object({ id = string }))
  # The API answers below this path, which the routes don't see: v1. At the root if left out.
  path = optional(string)
})`,
    default: "null",
    nullable: true,
    validations: [
      {
        code: "api-domain",
        condition: ofDomain('can(regex("^(\\\\*\\\\.)?([a-z0-9-]+\\\\.)+[a-z0-9-]+$", var.custom_domain.name))'),
        message:
          "custom_domain.name is not a domain. Write it in small letters and without a scheme: api.example.com.",
      },
      {
        code: "api-domain-path",
        condition:
          `try(var.custom_domain.path, null) == null ? true : ` +
          `can(regex("^[A-Za-z0-9_.+!*'()-]+(/[A-Za-z0-9_.+!*'()-]+)*$", var.custom_domain.path))`,
        message: 'custom_domain.path can\'t be mapped. Write it without slashes at its ends, e.g. "v1".',
      },
    ],
  },
  {
    name: "disable_execute_api_endpoint",
    description:
      "Whether the API's own address is closed, on all stages. If left out: where there is a custom_domain, which it would be a way around.",
    type: "bool",
    default: "null",
    nullable: true,
  },
];
