import { acknowledge, SecuredApi } from "../../../constructs";
import type { SecuredApiProps } from "../../../constructs/secured-api/props";
import { emitted } from "../../support/synth";
import { type Terraform } from "../../support/terraform-json";

type Props = SecuredApiProps<"read" | "write", "hello" | "items">;

const PROPS: Props = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  machineClients: { machine: { scopes: ["read", "write"] } },
  functions: { hello: "functions/hello", items: { entry: "functions/items", memorySize: 512 } },
  packaging: "prebuilt",
  routes: {
    "GET /hello": { public: "a greeting", target: "hello" },
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["read", "write"], target: "items" },
  },
};

const api = (props: Partial<Props> = {}): Terraform =>
  emitted((stack) => {
    new SecuredApi(stack, "Default", { ...PROPS, ...props });
    if (props.signInDomain === false)
      acknowledge(stack, { code: "sign-in-domain-missing", reason: "the domain is made elsewhere" });
  });

describe("outputs", () => {
  it("each client has its id, a machine its secret, which is sensitive", () => {
    const { output = {} } = api({ signInDomain: false });
    expect(Object.keys(output).sort()).toEqual([
      "access_list",
      "api_endpoint",
      "issuer",
      "jwks_uri",
      "machine_client_id",
      "machine_client_secret",
      "pool_id",
      "routes",
      "web_client_id",
    ]);
    expect(Object.keys(output).filter((name) => output[name]?.sensitive === true)).toEqual(["machine_client_secret"]);
  });

  it("every route is in the table", () => {
    expect(api().output?.routes?.value).toEqual({
      "GET /hello": { authorization: "NONE", scopes: [] },
      "GET /items": { authorization: "JWT", scopes: ["${aws_cognito_resource_server.scopes.identifier}/read"] },
      "POST /items": {
        authorization: "JWT",
        scopes: ["read", "write"].map((name) => `\${aws_cognito_resource_server.scopes.identifier}/${name}`),
      },
    });
  });
});
