/**
 * What every construct throws for a value it can refuse by itself. Facts that span resources are rules over the emitted
 * Terraform instead (see `posture/rules`), so that all of them are printed together.
 */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  /**
   * @param code stable, kebab-case: fit for searching the documentation
   * @param where the construct path or the value object, e.g. `auth-api/Default/routes`
   * @param found what was given
   * @param instead what to write instead
   */
  constructor(
    readonly code: string,
    readonly where: string,
    readonly found: string,
    readonly instead: string,
  ) {
    super(`[${code}] ${where}: ${found}. ${instead}`);
  }
}
