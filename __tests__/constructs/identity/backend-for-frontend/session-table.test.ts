import { BackendForFrontend, type BackendForFrontendProps, type WebClientOptions } from "../../../../constructs";
import { Identity } from "../../../../constructs/identity/identity";
import { emit } from "../synth";

const ORIGIN = "https://app.example.com";

const CLIENT: WebClientOptions<"read"> = {
  confidential: true,
  callbackUrls: [`${ORIGIN}/auth/callback`],
  logoutUrls: [`${ORIGIN}/`],
  scopes: ["read"],
};

const bff = (client: Partial<WebClientOptions<"read">> = {}, more: Partial<BackendForFrontendProps> = {}) =>
  emit((stack) => {
    const identity = new Identity(stack, "Default", {
      project: "notes",
      domain: "example.com",
      scopes: { read: "Read access" },
      webClients: { app: { ...CLIENT, ...client } },
    });
    const { pool, signInDomain, webClients } = identity;
    if (signInDomain === undefined || webClients["app"] === undefined) throw new Error("there is no client");
    new BackendForFrontend(stack, "bff", {
      name: "notes-bff",
      origin: ORIGIN,
      pool,
      signInDomain,
      client: webClients["app"],
      apiUrl: "https://api.example.com",
      packaging: "prebuilt",
      ...more,
    });
  });

const emitted = bff();

it("keeps sessions in an encrypted table that forgets and can be restored", () => {
  expect(emitted.resource("aws_dynamodb_table")).toEqual({
    bff_sessions: expect.objectContaining({
      name: "notes-bff-sessions",
      hash_key: "id",
      billing_mode: "PAY_PER_REQUEST",
      ttl: { attribute_name: "expires_at", enabled: true },
      server_side_encryption: { enabled: true },
      point_in_time_recovery: { enabled: true },
    }),
  });
});
