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
 * The authentication types that a schema marks a field with: its own marks, else those of its type; empty where there
 * are none, so that the API's default one alone may ask for it. Undefined where the field isn't found.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export function directivesOf(schema: string, type: string, field: string): readonly string[] | undefined {
  const plain = schema.replace(/"""[\s\S]*?"""/g, "").replace(/#[^\n]*/g, "");
  const named = type.replace(/[^\w]/g, "");
  const blocks = [...plain.matchAll(new RegExp(`\\b(?:extend\\s+)?type\\s+${named}\\b([^{]*)\\{([^}]*)\\}`, "g"))];
  for (const [, head = "", body = ""] of blocks) {
    const own = fieldIn(body, field);
    if (own === undefined) continue;
    const marks = marksIn(own);
    return marks.length > 0 ? marks : marksIn(head);
  }
  return undefined;
}

/** The rest of a field's definition, up to the next field: `: String @aws_iam`. */
function fieldIn(body: string, field: string): string | undefined {
  const flat = withoutArguments(body);
  const found = [...flat.matchAll(/(\w+)\s*:\s*([^:]*?)(?=\s+\w+\s*:|\s*$)/g)];
  return found.find(([, name]) => name === field)?.[2];
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
