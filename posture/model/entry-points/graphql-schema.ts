/** How AppSync marks who may ask for a type or a field, and the authentication type that each means. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  aws_api_key: "API_KEY",
  aws_iam: "AWS_IAM",
  aws_cognito_user_pools: "AMAZON_COGNITO_USER_POOLS",
  aws_auth: "AMAZON_COGNITO_USER_POOLS",
  aws_oidc: "OPENID_CONNECT",
  aws_lambda: "AWS_LAMBDA",
};

/** One mark: the authentication type that it lets ask, and of pool users only those in one of these groups. */
export interface Mark {
  readonly mode: string;
  readonly directive: string;
  /** Empty: every user. */
  readonly groups: readonly string[];
}

/**
 * The marks of each `Type.field` of a schema: its own, else those of its type; empty where there are none, so that the
 * API's default authentication type alone may ask for it. `alone`: does the API have no other? Beside others `@aws_auth`
 * counts for nothing.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export function markedFields(schema: string, alone: boolean): ReadonlyMap<string, readonly Mark[]> {
  const lists: string[] = [];
  const plain = schema
    .replace(/"""[\s\S]*?"""/g, "")
    .replace(/#[^\n]*/g, "")
    // What is in parentheses is left out below; a directive's own arguments are kept by their number.
    .replace(/@(aws_\w+)\s*\(([^)]*)\)/g, (_, name: string, text: string) => `@${name}__${lists.push(text) - 1} `);
  const marksIn = (text: string): readonly Mark[] =>
    [...text.matchAll(/@(aws_\w+?)(?:__(\d+))?\b/g)].flatMap(([, directive = "", at]) => {
      const mode = DIRECTIVES[directive];
      if (mode === undefined || (directive === "aws_auth" && !alone)) return [];
      return { mode, directive, groups: at === undefined ? [] : groupsIn(lists[Number(at)] ?? "") };
    });
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

/** `cognito_groups: ["a", "b"]` or `cognito_groups: "a"`. */
function groupsIn(text: string): readonly string[] {
  const [, list = ""] = /\bcognito_groups\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text) ?? [];
  return [...list.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
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
