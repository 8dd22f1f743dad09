/** A value that the variable may not have. It sees this variable alone: before Terraform 1.9 a validation can't look at another. */
export interface Validation {
  /** Stable, kebab-case; the same as the rule's where a rule says the same. */
  readonly code: string;
  readonly condition: string;
  /** A template: what is wrong, where, what to write instead. */
  readonly message: string;
}

export interface Variable {
  readonly name: string;
  readonly description: string;
  /** HCL; each attribute of an object on a line of its own, with what it means above it. */
  readonly type: string;
  /** HCL. A variable without one must be set. */
  readonly default?: string;
  /** Whether null means something of its own; elsewhere null is the default. */
  readonly nullable?: boolean;
  readonly validations?: readonly Validation[];
}

/**
 * Refuses the items of a map that a condition finds wrong, and names them.
 * @param bad an HCL condition over `key` and `item`
 * @param message what is wrong and what to write instead; the variable and the keys are put before it
 */
export function refuseItems(map: string, code: string, bad: string, message: string): Validation {
  const wrong = `[for key, item in ${map} : key if ${bad}]`;
  const names = `\${join(", ", [for key, item in ${map} : jsonencode(key) if ${bad}])}`;
  return { code, condition: `length(${wrong}) == 0`, message: `${map.replace(/^var\./, "")} ${names}: ${message}` };
}

/** Refuses a number outside a range; null passes. */
export function within(path: string, code: string, least: number, most: number, unit: string): Validation {
  return {
    code,
    condition: `${path} == null ? true : ${path} >= ${least} && ${path} <= ${most}`,
    message: `${path.replace(/^var\./, "")} is \${jsonencode(${path})}; write ${least} to ${most} ${unit}.`,
  };
}
