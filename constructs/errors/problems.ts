import { ConfigurationError, ConfigurationErrors } from "./configuration-error";
import { madeFor } from "./written-as";

/**
 * Thrown by what can't be made because something it needs was refused already. That one is reported; this one is no mistake of its own.
 */
export class InvalidDependency extends Error {}

/**
 * Collects mistakes, so that all of them are thrown together: an author who made three shouldn't have to synthesize three times.
 */
export class Problems {
  private readonly errors: ConfigurationError[] = [];
  /** Props of the wrong shape: nothing is made of them, and nothing more is said of them and of what is in them. */
  private readonly misshapen = new Set<string>();

  add(error: ConfigurationError): void {
    for (const one of error instanceof ConfigurationErrors ? error.errors : [error]) {
      // What a composition looked at, its part looks at too.
      const same = (other: ConfigurationError) =>
        other.code === one.code && other.prop === one.prop && other.found === one.found;
      if ([...this.misshapen].some((whole) => within(one, whole))) continue;
      if (one.prop === undefined || !this.errors.some(same)) this.errors.push(one);
    }
  }

  addInvalidShape(error: ConfigurationError): void {
    this.add(error);
    this.misshapen.add(error.prop ?? "");
  }

  /** Whether one of these props was refused as a whole. */
  names(...props: readonly string[]): boolean {
    return this.errors.some(({ prop }) => prop !== undefined && props.includes(prop));
  }

  /** Whether this mistake was told of a prop, or of anything in it; or another that leaves open what its author means it to be. */
  tells(code: string, whole: string): boolean {
    return this.errors.some((error) => (error.code === code || /^input-/.test(error.code)) && within(error, whole));
  }

  /** Whether a prop, or anything in it, was refused. */
  namesWithin(whole: string): boolean {
    return this.errors.some((error) => within(error, whole));
  }

  /**
   * Does something, and keeps its mistakes.
   * @param prop what leads to it, e.g. `functions.items`; the mistakes are named below it
   * @returns undefined when it was refused
   */
  attempt<T>(prop: string, act: () => T): T | undefined {
    if (this.misshapen.has(prop)) return undefined;
    try {
      return madeFor(prop, act);
    } catch (error) {
      if (error instanceof ConfigurationErrors) for (const one of error.errors) this.add(one.within(prop));
      else if (error instanceof ConfigurationError) this.add(prop === "" ? error : error.within(prop));
      else if (!(error instanceof InvalidDependency) && !this.any) throw error;
      return undefined;
    }
  }

  /**
   * Makes a part of a construct, and keeps its mistakes: the other parts are looked at too.
   * @returns an empty part when it was refused; `throwIfAny` then ends the construction
   */
  part<T extends object>(make: () => T): Partial<T> {
    return this.attempt("", make) ?? {};
  }

  /**
   * What ends a construction that failed: mistakes in the props, where there are any; the failure is then their consequence.
   * @param findings what the rules say of what was made so far
   */
  causeOf(failure: unknown, findings: () => readonly string[] = () => []): unknown {
    if (failure instanceof ConfigurationError)
      for (const one of failure instanceof ConfigurationErrors ? failure.errors : [failure])
        if (!this.errors.includes(one)) this.add(one);
    return this.all(findings()) ?? failure;
  }

  /** Whether a prop has the wrong shape, or is missing. */
  get anyInvalidShape(): boolean {
    return this.misshapen.size > 0;
  }

  get any(): boolean {
    return this.errors.length > 0;
  }

  /** @throws ConfigurationError what each of these checks throws, all together */
  static check(...checks: readonly (() => unknown)[]): void {
    const problems = new Problems();
    for (const check of checks) problems.attempt("", check);
    problems.throwIfAny();
  }

  /** @throws ConfigurationError the one mistake, or `ConfigurationErrors` with all of them */
  throwIfAny(): void {
    const all = this.all();
    if (all !== undefined) throw all;
  }

  private all(findings: readonly string[] = []): ConfigurationError | undefined {
    const [first, ...rest] = this.errors;
    return first === undefined || rest.length + findings.length === 0
      ? first
      : new ConfigurationErrors(first, rest, findings);
  }
}

const within = ({ prop = "" }: ConfigurationError, whole: string): boolean =>
  prop === whole || prop.startsWith(`${whole}.`) || prop.startsWith(`${whole}[`);
