import { cpSync } from "node:fs";
import * as path from "node:path";
import { classifySecondPlan } from "../../local/terraform/plan-changes";
import { request } from "../../local/terraform/request";
import { temporaryFolder } from "../support/folder";
import { ROOT } from "../support/project";
import { skippedUnless } from "../support/skip";
import { applyHere, withEmulator } from "./emulator";
import { mustRun, planJson } from "./support";

const here = applyHere();
const folder = temporaryFolder("two-instances");
const applied = skippedUnless(typeof here !== "string", `nothing can be applied here: ${String(here)}`);

interface Api {
  readonly api_id: string;
  readonly endpoint: string;
  readonly scopes: Readonly<Record<string, string>>;
  readonly routes: Readonly<Record<string, { authorization: string; scopes: string[] }>>;
  readonly client_ids: Readonly<Record<string, string>>;
}

interface Outputs {
  readonly apis: { readonly value: Readonly<Record<string, Api>> };
  readonly machine_client_secrets: { readonly value: Readonly<Record<string, Readonly<Record<string, string>>>> };
}

/** The example with the module, in an empty folder. */
function exampleIn(place: string): string {
  cpSync(path.join(ROOT, "module"), path.join(place, "module"), { recursive: true });
  const example = path.join(place, "examples", "hcl-two-instances");
  cpSync(path.join(ROOT, "examples", "hcl-two-instances"), example, { recursive: true });
  return example;
}

async function token(url: string, id: string, secret: string, scopes: readonly string[]): Promise<string> {
  const answer = await request(`${url}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: scopes.join(" ") }),
  });
  expect(answer.status).toBe(200);
  return (answer.json as { access_token: string }).access_token;
}

applied(
  "two instances in one root apply, and each route answers 401, 403 and 200 as it should",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const example = exampleIn(folder());
    await mustRun(here, example, ["init", "-input=false", "-no-color"]);
    await mustRun(here, example, ["validate", "-no-color"]);
    await withEmulator(here, path.join(folder(), "aws"), async (url, env) => {
      await mustRun(here, example, ["apply", "-auto-approve", "-input=false", "-no-color"], env);
      const outputs = JSON.parse(await mustRun(here, example, ["output", "-json"], env)) as Outputs;
      const { notes, stock } = outputs.apis.value;
      const secrets = outputs.machine_client_secrets.value;
      if (notes === undefined || stock === undefined) throw new Error("An API has no outputs.");

      const tokenOf = (name: "notes" | "stock", client: string, ...scopes: string[]): Promise<string> => {
        const api = name === "notes" ? notes : stock;
        const full = scopes.map((scope) => api.scopes[scope] ?? scope);
        return token(url, api.client_ids[client] ?? "", secrets[name]?.[client] ?? "", full);
      };
      const tokens = {
        notes: [await tokenOf("notes", "backup", "read"), await tokenOf("notes", "import", "read", "write")],
        stock: [await tokenOf("stock", "shop", "read"), await tokenOf("stock", "warehouse", "read", "fill")],
      } as const;
      const call = async (api: Api, key: string, bearer?: string): Promise<number> => {
        const [method = "", at = ""] = key.split(" ");
        const stage = api === stock ? "live" : "%24default";
        const answer = await request(`${url}/_aws/execute-api/${api.api_id}/${stage}${at}`, {
          method,
          headers: { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) },
          ...(method === "POST" && { body: JSON.stringify({ title: "a", content: "b", name: "c", price: 1 }) }),
        });
        return answer.status;
      };

      // A stage with a name stands in the address.
      expect(new URL(notes.endpoint).pathname).toBe("/");
      expect(new URL(stock.endpoint).pathname).toBe("/live");

      // Without a token: open where it says public, shut everywhere else. Another instance's token counts for nothing.
      for (const [api, foreign] of [
        [notes, tokens.stock[1]],
        [stock, tokens.notes[1]],
      ] as const) {
        for (const [key, route] of Object.entries(api.routes)) {
          const open = route.authorization === "NONE";
          expect({ key, status: await call(api, key) }).toEqual({ key, status: open ? 200 : 401 });
          if (!open) expect({ key, status: await call(api, key, foreign) }).toEqual({ key, status: 401 });
        }
      }
      expect(await call(notes, "POST /notes", tokens.notes[0])).toBe(403);
      expect(await call(stock, "POST /items", tokens.stock[0])).toBe(403);
      expect(await call(notes, "GET /profile", tokens.notes[0])).toBe(200);
      expect(await call(stock, "GET /items", tokens.stock[0])).toBe(200);
      for (const [api, key, bearer] of [
        [notes, "POST /notes", tokens.notes[1]],
        [stock, "POST /items", tokens.stock[1]],
      ] as const) {
        const status = await call(api, key, bearer);
        expect([key, status >= 200 && status < 300]).toEqual([key, true]);
      }

      expect(classifySecondPlan(await planJson(here, example, env)).changes).toEqual([]);
    });
  },
  240_000,
);
