import type { ErrorEntry } from "../../constructs/errors/error-entry";

/** Codes of the HCL edition that nothing else has: the compiler keeps these mistakes out of TypeScript, or only the edition has the input. */
export const MODULE_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  "scope-server": [
    "The resource server is said to be managed elsewhere, in a pool that is made here",
    "existing_resource_server = true",
    "Add existing_pool, or leave it out",
  ],
  "target-private": [
    "A private backend has a VPC link and a listener, a public one a URL",
    'http_backends = { old = { vpc_link = "main", url = "…" } }',
    "vpc_link with listener_arn, or url",
  ],
};
