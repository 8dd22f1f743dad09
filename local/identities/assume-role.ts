import { UserError } from "../../process/user-error";
import { fetchOnce } from "../terraform/request";
import { signed, type Credentials } from "./sigv4";

/** The AWS emulator's root key, which Terraform uses as well; its signatures are not looked at. */
const ROOT_KEY: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

function between(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
}

/** Takes on a role at the AWS emulator, as its trust policy lets the account do. The credentials stay in memory. */
export async function assumeRole(url: string, region: string, arn: string): Promise<Credentials> {
  const form = { Action: "AssumeRole", Version: "2011-06-15", RoleArn: arn, RoleSessionName: "local-run" };
  const body = new URLSearchParams(form).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const request = { method: "POST", url: `${url}/`, region, service: "sts", body, headers };
  const answer = await fetchOnce(request.url, {
    method: "POST",
    headers: { ...headers, ...signed(request, ROOT_KEY) },
    body,
  });
  const xml = await answer.text();
  const [accessKeyId, secretAccessKey, sessionToken] = ["AccessKeyId", "SecretAccessKey", "SessionToken"].map((name) =>
    between(xml, name),
  );
  if (!answer.ok || accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined)
    throw new UserError(
      "emulator",
      `AssumeRole of ${arn} answered ${String(answer.status)}: ${between(xml, "Message") ?? "no credentials"}`,
    );
  return { accessKeyId, secretAccessKey, sessionToken };
}
