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
  /** Props of the wrong shape: nothing is made of them, and nothing more is said of them. */
  private readonly misshapen = new Set<string>();

  add(error: ConfigurationError): void {
    for (const one of error instanceof ConfigurationErrors ? error.errors : [error]) {
      // What a composition looked at, its part looks at too.
      const same = (other: ConfigurationError) =>
        other.code === one.code && other.prop === one.prop && other.found === one.found;
      if (one.prop !== undefined && this.misshapen.has(one.prop)) continue;
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

  /** Whether a prop, or anything in it, was refused. */
  namesWithin(whole: string): boolean {
    return this.errors.some(
      ({ prop = "" }) => prop === whole || prop.startsWith(`${whole}.`) || prop.startsWith(`${whole}[`),
    );
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

  /** What ends a construction that failed: mistakes in the props, where there are any; the failure is then their consequence. */
  causeOf(failure: unknown): unknown {
    return failure instanceof ConfigurationError ? failure : (this.all() ?? failure);
  }

  get any(): boolean {
    return this.errors.length > 0;
  }

  /** @throws ConfigurationError the one mistake, or `ConfigurationErrors` with all of them */
  throwIfAny(): void {
    const all = this.all();
    if (all !== undefined) throw all;
  }

  private all(): ConfigurationError | undefined {
    const [first, ...rest] = this.errors;
    return first === undefined || rest.length === 0 ? first : new ConfigurationErrors(first, rest);
  }
}
