import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../local/emulator/emulator";
import { silent } from "../../process/progress";
import { emulatorPython } from "../../local/emulator/python";
import { emulatedAwsEnvironment, findTerraform, terraform } from "../../process/terraform";
import { packBundle, unpackBundle } from "../../action/bundle";
import { planStack } from "../../action/plan";
import { whyNot } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";

const here = terraformHere();
const folder = temporaryFolder("saved-plan");
const reason = typeof here === "string" ? here : whyNot();

const PACKAGINGS = ["prebuilt", "archive"] as const;

for (const packaging of PACKAGINGS) {
  const missing =
    typeof here !== "string" && packaging === "archive" && here.packaging !== "archive"
      ? "the archive provider can't be had here, so its zips can't be made"
      : undefined;
  skippedUnless(reason === undefined && missing === undefined, reason ?? missing ?? "")(
    `a saved plan of the ${packaging} packaging applies in another folder, the first one being gone`,
    async () => {
      if (typeof here === "string") return;
      const [first, gone, second, aws] = ["first", "gone", "second", "aws"].map((name) =>
        join(folder(), `${packaging}-${name}`),
      ) as [string, string, string, string];
      const binary = await findTerraform();
      const emulator = await startEmulator({ python: await emulatorPython(silent), folder: aws });
      try {
        const { stack } = await synthesizeMain(first, { LAMBDA_PACKAGING: packaging });
        const env = { ...emulatedAwsEnvironment(emulator.url, "eu-west-1"), ...here.env };
        const planned = await planStack({ binary, env, folder: stack, out: join(folder(), `${packaging}-private`) });
        const json = JSON.parse(readFileSync(planned.json, "utf8")) as { resource_changes: { type: string }[] };
        const bundle = join(folder(), `${packaging}.zip`);
        const packed = packBundle(stack, bundle, { stack: "auth-api", terraform: binary.version, planned: json });
        const zips = Object.keys(packed.files).filter((name) => name.endsWith("/function.zip"));
        const functions = json.resource_changes.filter(({ type }) => type === "aws_lambda_function");
        if (packaging === "prebuilt") expect(zips.length).toBe(functions.length);

        renameSync(first, gone);
        unpackBundle(bundle, second);
        const call = (...args: string[]) => terraform(binary, args, { cwd: second, env });
        expect(await call("init", "-input=false", "-no-color", "-lockfile=readonly")).toMatchObject({ code: 0 });
        const applied = await call("apply", "-input=false", "-no-color", "tfplan");
        expect({ code: applied.code, said: applied.code === 0 ? "" : applied.stderr }).toEqual({ code: 0, said: "" });
        expect(applied.stdout).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed/);
      } finally {
        await emulator.stop();
      }
    },
    300_000,
  );
}
