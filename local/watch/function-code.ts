import { bundle } from "../../constructs/compute/bundle";
import type { NodeRuntime } from "../../constructs/compute/runtime";
import { deterministicZip } from "../../constructs/compute/zip";
import { UserError } from "../../process/user-error";
import { signed } from "../identities/sigv4";
import { ROOT_KEY } from "../session/function-packages";
import { fetchOnce } from "../terraform/request";
import type { FunctionSource } from "../terraform/synth";

/**
 * Bundles a function anew and gives the AWS emulator its code, as `aws lambda update-function-code` does.
 * @param name the function's name in AWS
 * @throws ConfigurationError `function-bundle` with file and line where the source doesn't compile; the old code stays
 */
export async function updateCode(
  url: string,
  region: string,
  name: string,
  { entry, runtime, bundling }: FunctionSource,
): Promise<void> {
  const files = bundle({
    entry,
    runtime: runtime as NodeRuntime,
    sourceMaps: true,
    sourceRoot: true,
    ...(bundling !== undefined && { bundling }),
  });
  const body = JSON.stringify({ ZipFile: Buffer.from(deterministicZip(files)).toString("base64") });
  const target = `${url}/2015-03-31/functions/${encodeURIComponent(name)}/code`;
  const headers = { "content-type": "application/json" };
  const request = { method: "PUT", url: target, region, service: "lambda", body, headers };
  const answer = await fetchOnce(target, {
    method: "PUT",
    headers: { ...headers, ...signed(request, ROOT_KEY) },
    body,
  });
  if (!answer.ok)
    throw new UserError(
      "emulator",
      `UpdateFunctionCode of ${name} answered ${String(answer.status)}: ${(await answer.text()).slice(0, 300)}`,
    );
}
