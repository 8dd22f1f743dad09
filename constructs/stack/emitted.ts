export interface EmittedResource {
  /** `aws_lambda_function.items` */
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly provider?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** The resources of a stack's Terraform JSON. */
export function resourcesOf(emitted: unknown): EmittedResource[] {
  return Object.entries((emitted as Document).resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, values]) => ({ address: `${type}.${name}`, type, values })),
  );
}

/** The configurations of a provider, with and without an alias. */
export function providersOf(emitted: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  return (emitted as Document).provider?.[name] ?? [];
}

/** The addresses that a value refers to: `aws_iam_role.items` in `${aws_iam_role.items.arn}`; `depends_on` names them bare. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === "string") {
    const found: string[] = [];
    for (const [, expression = ""] of value.matchAll(/\$\{([^}]*(?:\{[^}]*\}[^}]*)*)\}/g))
      for (const [address] of expression.matchAll(/(?<![\w.-])(?:data\.)?aws_\w+\.[A-Za-z_][\w-]*/g))
        found.push(address);
    return found;
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "//" ? [] : key === "depends_on" && Array.isArray(item) ? (item as string[]) : referencesIn(item),
  );
}
