import { listing, valueOr, type Attributes, type Listing } from "../../model/index";
import { integrationPairs } from "../integration-pairs";
import { actsAs } from "./custom";
import { broadened, neutral, other, presence, protective, ranked, unknown, type Setting } from "./setting";
import type { SettingsOf } from "./settings-of";

const PARAMETERS = "response_parameters";

/** Headers by which browsers know whom answers are for. */
const FOR_BROWSERS = /header\.(access-control-|set-cookie)/i;

/** By which network an integration reaches its backend. */
export const VPC_LINK: readonly Setting[] = [
  ranked("connection_type", ["INTERNET", "VPC_LINK"], "INTERNET", {
    up: protective("{at} reaches its backend through a VPC link, not over the internet."),
    down: broadened("{at} reaches its backend over the internet (was: a VPC link)."),
  }),
  presence("connection_id", {
    there: neutral("{at} reaches its backend through the VPC link {is}."),
    gone: neutral("{at} no longer reaches its backend through the VPC link {was}."),
    changed: unknown("{at} reaches its backend through another VPC link: what is behind it was not analysed."),
  }),
];

/** How an HTTP API calls what answers its routes. */
export const INTEGRATIONS: SettingsOf = {
  code: "integration-setting",
  title: "An integration calls its backend in another way",
  source:
    "API Gateway API: Integration https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html",
  pairs: (comparison) =>
    integrationPairs(comparison).map(({ before, after }) => ({ before: before.resource, after: after.resource })),
  types: {
    aws_apigatewayv2_integration: {
      settings: [
        ...VPC_LINK,
        presence("tls_config.server_name_to_verify", {
          there: protective("{at} checks that its backend's certificate is for {is}."),
          gone: broadened("{at} no longer checks the name in its backend's certificate (was: {was})."),
          changed: unknown("{at} expects a certificate for {is} of its backend (was: {was})."),
        }),
        actsAs("credentials_arn", "{at} calls its backend as {is} (was: {was})"),
        other(
          "payload_format_version",
          unknown(
            "{at} sends events of format {is} (was: {was}): a function finds the caller's claims elsewhere in them.",
          ),
          "1.0",
        ),
        other("integration_method", unknown("{at} calls its backend with {is} (was: {was})."), (integration) =>
          // Lambda is always called with POST; a state may name it where the configuration doesn't.
          isProxyOfLambda(integration) ? "POST" : "(the caller's method)",
        ),
        responses(),
      ],
    },
  },
};

const isProxyOfLambda = (integration: Attributes): boolean =>
  valueOr(integration.text("integration_type"), undefined) === "AWS_PROXY";

/** What the API makes of answers: only what browsers heed says something about access. */
function responses(): Setting {
  const mappings = ({ blocks }: { blocks: Listing<Attributes> }): Listing<string> => {
    const found = blocks.items.map((block) => ({ status: block.text("status_code"), map: block.value("mappings") }));
    const open = found.flatMap(({ status, map }) => [status, map].flatMap((one) => (one.known ? [] : [one.why])));
    const items = found.flatMap(({ status, map }) => {
      if (!status.known || !map.known) return [];
      return Object.entries((map.value ?? {}) as Readonly<Record<string, unknown>>).map(
        ([name, value]) => `${name} = ${String(value)} on status ${status.value ?? ""}`,
      );
    });
    return listing(items, [...blocks.missing, ...open]);
  };
  return {
    compares: [PARAMETERS],
    compare(on, code) {
      const told = (verb: string) => (item: string) => ({
        code,
        kind: FOR_BROWSERS.test(item) ? ("unknown" as const) : ("neutral" as const),
        summary: `${on.pair.after.address} ${verb} ${item}.`,
      });
      on.list(({ resource }) => mappings({ blocks: resource.attributes.blocks(PARAMETERS) }), {
        path: [PARAMETERS],
        what: `how ${on.pair.after.address} rewrites answers`,
        added: told("rewrites answers:"),
        removed: told("no longer rewrites answers:"),
      });
    },
  };
}
