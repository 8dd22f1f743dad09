import { UserError } from "../../process/user-error";
import { fetchOnce } from "../terraform/request";

/**
 * Calls a Cognito action of the AWS emulator. It checks no signature, so the header only names the region, which
 * selects the pools.
 * @returns the answer's JSON
 */
export async function cognito(url: string, region: string, action: string, input: object): Promise<unknown> {
  const answer = await fetchOnce(`${url}/`, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20000101/${region}/cognito-idp/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  if (answer.ok) return answer.json();
  throw new UserError(
    "emulator",
    `Cognito's ${action} answered ${String(answer.status)}: ${(await answer.text()).slice(0, 400)}`,
  );
}
