import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi } from "../../constructs";

const app = new App();
const { region, project, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "mcp");
new AwsProvider(stack, "aws", { region });

const domainName = `api.${domain}`;
const certificateArn = process.env["CERTIFICATE_ARN"];

new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  scopes: { read: "Use the assistant's tools", write: "Write notes" },
  webClients: {
    assistant: {
      // Where assistants return to: Claude, and a program on one's own machine. ChatGPT shows the address of its own when it is connected.
      callbackUrls: ["http://localhost:8765/callback", "https://claude.ai/api/mcp/auth_callback"],
      scopes: ["read", "write"],
    },
  },
  // Assistants aren't pages: no browser has to be let in.
  cors: false,
  ...(certificateArn !== undefined && { customDomain: { domainName, certificateArn } }),
  functions: { notes: "examples/mcp/server.ts" },
  routes: {
    "ANY /mcp": {
      mcp: {
        resource: `https://${domainName}/mcp`,
        scopes: ["read"],
        tools: { who_am_i: [], add_note: ["write"] },
        name: "Notes",
      },
      target: "notes",
    },
  },
});
app.synth();
