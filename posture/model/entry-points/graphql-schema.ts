/** How AppSync marks who may ask for a type or a field, and the authentication type that each means. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  aws_api_key: "API_KEY",
  aws_iam: "AWS_IAM",
  aws_cognito_user_pools: "AMAZON_COGNITO_USER_POOLS",
  aws_auth: "AMAZON_COGNITO_USER_POOLS",
  aws_oidc: "OPENID_CONNECT",
  aws_lambda: "AWS_LAMBDA",
};

/**
 * The authentication types that a schema marks each `Type.field` with: its own marks, else those of its type; empty
 * where there are none, so that the API's default one alone may ask for it.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export function markedFields(schema: string): ReadonlyMap<string, readonly string[]> {
  const plain = schema.replace(/"""[\s\S]*?"""/g, "").replace(/#[^\n]*/g, "");
  const blocks = [...plain.matchAll(/\b(?:extend\s+)?type\s+(\w+)\b([^{]*)\{([^}]*)\}/g)];
  return new Map(
    blocks.flatMap(([, type = "", head = "", body = ""]) =>
      fieldsIn(body).map(([field, rest]) => {
        const marks = marksIn(rest);
        return [`${type}.${field}`, marks.length > 0 ? marks : marksIn(head)] as const;
      }),
    ),
  );
}

/** Fields with the rest of their definitions, up to the next field: `: String @aws_iam`. */
function fieldsIn(body: string): readonly (readonly [field: string, rest: string])[] {
  const found = withoutArguments(body).matchAll(/(\w+)\s*:\s*([^:]*?)(?=\s+\w+\s*:|\s*$)/g);
  return [...found].map(([, name = "", rest = ""]) => [name, rest]);
}

/** Arguments hold colons and names of their own. */
function withoutArguments(text: string): string {
  let depth = 0;
  return [...text]
    .filter((character) => {
      if (character === "(") depth += 1;
      const kept = depth === 0;
      if (character === ")") depth -= 1;
      return kept;
    })
    .join("");
}

function marksIn(text: string): readonly string[] {
  return [...text.matchAll(/@(\w+)/g)].flatMap(([, name = ""]) => DIRECTIVES[name] ?? []);
}
