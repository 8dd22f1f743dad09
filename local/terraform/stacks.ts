/** A program whose stacks a local run applies. */
export interface Program {
  /** Below the working directory; undefined is what `npm run synth` takes: main.ts. */
  readonly entry?: string;
  /** Settings of its own, so that nothing is named as in a stack beside it. They win over the person's. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What the person deploys. */
export const MAIN: Program = { settings: {} };

/** A program that is applied beside it, with a project and a domain of its own. */
export function furtherProgram(entry: string): Program {
  const last =
    entry
      .replace(/\/?main\.ts$/, "")
      .split("/")
      .at(-1) ?? "";
  const words = last.toLowerCase().split(/[^a-z0-9]+/);
  const name = words.filter((word) => word !== "").join("-") || "other";
  const domain = `${name}.example`;
  return {
    entry,
    settings: {
      PROJECT: `local-${name}`.slice(0, 32).replace(/-$/, ""),
      DOMAIN: domain,
      CALLBACK_URLS: `https://${domain}/callback`,
      LOGOUT_URLS: `https://${domain}/logout`,
    },
  };
}
