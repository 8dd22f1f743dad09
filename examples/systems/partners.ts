import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi } from "cognito-http-api";

const app = new App();
const stack = new ApiStack(app, "partners");
new AwsProvider(stack, "aws", { region: "us-east-1" });

new SecuredApi(stack, "Default", {
  project: "partners",
  packaging: "prebuilt",
  domain: "partners.example",
  scopes: { read: "Read orders", write: "Place orders", settle: "Settle invoices" },
  // Each has a secret of its own in Secrets Manager. To change one: previous = current, a new current, apply; then take previous away.
  rotatingMachineClients: {
    acme: { scopes: ["read", "write"], current: "2026b", previous: "2026a" },
    globex: { scopes: ["read"], current: "2026a", accessTokenMinutes: 15 },
    initech: { scopes: ["read", "settle"], current: "2026a" },
  },
  functions: { orders: "functions/orders", invoices: "functions/invoices" },
  cors: false,
  routes: {
    "GET /orders": { scopes: ["read"], target: "orders" },
    "POST /orders": { scopes: ["write"], target: "orders", throttling: { burstLimit: 20, rateLimit: 5 } },
    "POST /invoices/{id}/settlement": { scopes: ["settle"], target: "invoices" },
  },
});
app.synth();
