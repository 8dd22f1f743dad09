/** What an AWS managed policy says, as far as a decision about calls and about who may change them needs it. */
export interface ManagedPolicy {
  /** The default version on the day of the fact: `v12`. */
  readonly version: string;
  /** Statements that it holds for certain. */
  readonly statements?: readonly object[];
  /**
   * What else it may say: `nothing` when the statements are all of it; `within`: something about these actions only;
   * `not`: something, but nothing of these actions.
   */
  readonly rest: "nothing" | { readonly within: readonly string[] } | { readonly not: readonly string[] };
  /** It says the same in every partition. By default this is known of the partition `aws` only. */
  readonly everywhere?: boolean;
}

/** A statement that allows something. */
export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = "*",
  condition?: object,
): object {
  return { Effect: "Allow", Action: action, Resource: resource, ...(condition && { Condition: condition }) };
}

/** Actions, each line for one service: `lambda:GetFunction ListTags`. */
export function actions(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const colon = line.indexOf(":");
    const service = line.slice(0, colon);
    return line
      .slice(colon + 1)
      .split(" ")
      .map((name) => `${service}:${name}`);
  });
}

/** All actions of services, by their prefixes: `ec2 logs`. */
export function services(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(" ").map((prefix) => `${prefix}:*`));
}
