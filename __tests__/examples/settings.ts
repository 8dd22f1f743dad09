/** Settings that an example can't do without; every other example has none. CLIENT_AUTHORITIES is a file of PEM. */
export const EXAMPLE_SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "beside-hand-written": { FUNCTION_ARN: "arn:aws:lambda:us-east-1:123456789012:function:notes-items" },
  edges: {
    CERTIFICATE_ARN: "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
    ZONE_ID: "Z0123456789",
    CLIENT_AUTHORITIES: "ca.pem",
    ACME_KEY_SHA256: "0".repeat(64),
  },
  "private-api": { VPC_ENDPOINT_ID: "vpce-0a1b2c3d", CALLER_ROLE: "reporter" },
};
