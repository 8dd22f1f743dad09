import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi } from "../../constructs";

/** A stack with as many routes as the environment variable `ROUTES` says, all to one function: what grows is the routes alone. */
const count = Number(process.env.ROUTES);
const app = new App();
const stack = new ApiStack(app, "many-routes");
new AwsProvider(stack, "aws", { region: "us-east-1" });
new SecuredApi(stack, "Default", {
  project: "many",
  domain: "example.com",
  packaging: "prebuilt",
  scopes: { read: "Read access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  functions: { items: "functions/items" },
  routes: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `GET /items-${index}`,
      { scopes: ["read"], target: "items" } as const,
    ]),
  ),
});
app.synth();
