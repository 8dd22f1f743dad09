/** The account that an ARN names, or that a list of accounts holds alone: the first of `values` that says one. */
export function accountIn(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const text: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    const account =
      typeof text === "string" ? /^(?:arn:[\w-]+:[\w-]+:[\w-]*:)?(\d{12})(?::|$)/.exec(text)?.[1] : undefined;
    if (account !== undefined) return account;
  }
  return undefined;
}
