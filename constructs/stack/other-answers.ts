import { isDeepStrictEqual } from "node:util";

type Arguments = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

interface Deciding {
  /** Arguments that say what answers, also where the construct leaves them out. */
  readonly always?: readonly string[];
  /** Those that do where the construct sets them: an option said what they are. */
  readonly declared?: readonly string[];
}

/**
 * What decides, beside who gets in, that the declared function or backend answers, and as declared: its code, what it is told, and the way to it.
 * Memory, descriptions, tags, tracing and logs don't.
 */
const DECIDING: Readonly<Record<string, Deciding>> = {
  aws_lambda_function: {
    always: [
      ...["filename", "s3_bucket", "s3_key", "s3_object_version", "image_uri", "image_config", "package_type"],
      ...["handler", "runtime"],
    ],
    declared: ["architectures", "dead_letter_config", "file_system_config", "kms_key_arn", "layers", "vpc_config"],
  },
  aws_lambda_alias: { always: ["function_name", "function_version", "routing_config"] },
  aws_apigatewayv2_integration: {
    always: ["connection_id", "connection_type", "integration_method", "request_parameters", "tls_config"],
  },
  aws_apigatewayv2_vpc_link: { always: ["security_group_ids", "subnet_ids"] },
};

/** Milliseconds that API Gateway waits for an integration where nothing is said. */
const USUAL_WAIT = 30_000;

/**
 * Overrides that open nothing, and yet what is declared doesn't answer: a sentence for each.
 * @param declared one resource as its construct makes it
 * @param emitted the stack
 */
export function otherAnswers(declared: Resources, emitted: object): readonly string[] {
  return Object.entries(declared).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, was]) => {
      const now = (emitted as { resource?: Resources }).resource?.[type]?.[name];
      // One that is gone is said to be missing.
      return now === undefined
        ? []
        : [
            ...changed(type, was, now),
            ...variables(was, now),
            ...shorterWait(type, was, now),
            ...elsewhere(was, now, emitted),
          ];
    }),
  );
}

function changed(type: string, was: Arguments, now: Arguments): readonly string[] {
  const { always = [], declared = [] } = DECIDING[type] ?? {};
  return [...always, ...declared.filter((argument) => was[argument] !== undefined)]
    .filter((argument) => !isDeepStrictEqual(was[argument], now[argument]))
    .map((argument) => `${argument} is another than declared (${shown(was[argument])}): ${shown(now[argument])}.`);
}

function shown(value: unknown): string {
  const text = value === undefined ? "left out" : typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Variables that the construct sets; those that are added tell the function nothing else. Their values may be secrets. */
function variables(was: Arguments, now: Arguments): readonly string[] {
  const [before, after] = [was, now].map(({ environment }) => {
    const { variables: set } = (Array.isArray(environment) ? environment[0] : environment) ?? {};
    return (typeof set === "object" && set !== null ? set : {}) as Arguments;
  });
  return Object.entries(before ?? {}).flatMap(([name, value]) => {
    if (isDeepStrictEqual(after?.[name], value)) return [];
    return [
      `The environment variable ${name} ${after?.[name] === undefined ? "is gone" : "has another value than declared"}.`,
    ];
  });
}

/** What a shorter wait cuts off becomes 503. */
function shorterWait(type: string, was: Arguments, now: Arguments): readonly string[] {
  if (type !== "aws_apigatewayv2_integration") return [];
  const [declared, found] = [was, now].map(({ timeout_milliseconds: wait }) => Number(wait ?? USUAL_WAIT));
  return declared !== undefined && found !== undefined && found < declared
    ? [`API Gateway waits ${String(found)} ms for an answer (declared: ${String(declared)}): slower ones become 503.`]
    : [];
}

const providerOf = ({ provider }: Arguments): string => (typeof provider === "string" ? provider : "aws");

/** A resource that another provider makes is in that one's region and account; all of them together may well be. */
function elsewhere(was: Arguments, now: Arguments, emitted: object): readonly string[] {
  const [declared, found] = [providerOf(was), providerOf(now)];
  const others = Object.values((emitted as { resource?: Resources }).resource ?? {}).flatMap((named) =>
    Object.values(named),
  );
  if (declared === found || !others.some((one) => providerOf(one) === declared)) return [];
  return [
    `provider is another than declared (${declared}): ${found}. In that provider's region or account it is apart from the resources that it works with.`,
  ];
}
