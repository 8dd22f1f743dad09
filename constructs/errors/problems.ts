import { ConfigurationError, ConfigurationErrors } from "./configuration-error";

/**
 * Thrown by what can't be made because something it needs was refused already. That one is reported; this one is no mistake of its own.
 */
export class DependencyRefused extends Error {}

/**
 * Collects mistakes, so that all of them are thrown together: an author who made three shouldn't have to synthesize three times.
 */
export class Problems {
  private readonly errors: ConfigurationError[] = [];
  private broken = false;

  add(error: ConfigurationError): void {
    this.errors.push(...(error instanceof ConfigurationErrors ? error.errors : [error]));
  }

  /**
   * Adds a value of the wrong shape. From then on other failures are taken for its consequences.
   */
  addMisshapen(error: ConfigurationError): void {
    this.broken = true;
    this.add(error);
  }

  /** Whether one of these props was refused as a whole. */
  names(...props: readonly string[]): boolean {
    return this.errors.some(({ prop }) => prop !== undefined && props.includes(prop));
  }

  /**
   * Does something, and keeps its mistakes.
   * @param prop what leads to it, e.g. `functions.items`; the mistakes are named below it
   * @returns undefined when it was refused
   */
  attempt<T>(prop: string, act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (error instanceof ConfigurationErrors) for (const one of error.errors) this.add(one.within(prop));
      else if (error instanceof ConfigurationError) this.add(prop === "" ? error : error.within(prop));
      else if (!(error instanceof DependencyRefused) && !this.broken) throw error;
      return undefined;
    }
  }

  get any(): boolean {
    return this.errors.length > 0;
  }

  /** @throws ConfigurationError the one mistake, or `ConfigurationErrors` with all of them */
  throwIfAny(): void {
    const [first, ...rest] = this.errors;
    if (first === undefined) return;
    throw rest.length === 0 ? first : new ConfigurationErrors(first, rest);
  }
}
