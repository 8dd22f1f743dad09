import type { Applied, AppliedClient } from "../terraform/applied";
import { decode, poolKey, resign } from "./tamper-token";
import type { TestUser } from "./test-users";
import { UserError } from "../../process/user-error";
import { machineToken, refreshTokens, signIn, type Tokens } from "./sign-in";

/** Where tokens come from. Tokens of the same scopes are fetched once. */
export class TokenSource {
  readonly #users = new Map<string, Promise<Tokens>>();
  readonly #machines = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly stateFolder: string,
    private readonly applied: Applied,
    readonly people: readonly TestUser[],
  ) {}

  /** The client people sign in with; undefined if there is none. */
  get web(): AppliedClient | undefined {
    return this.applied.webClients[0];
  }

  /** A person's tokens with exactly these scopes, through the hosted sign-in. */
  user(scopes: readonly string[], person: TestUser | undefined = this.people.at(-1)): Promise<Tokens> {
    const client = this.web;
    if (client === undefined || person === undefined)
      throw new UserError("sign-in", "The applied stack has no web client to sign in through.");
    const key = `${person.username} ${[...scopes].sort().join(" ")}`;
    const tokens = this.#users.get(key) ?? signIn(this.url, client, person, scopes);
    this.#users.set(key, tokens);
    return tokens;
  }

  machine(client: AppliedClient): Promise<string> {
    const token = this.#machines.get(client.id) ?? machineToken(this.url, client, client.scopes);
    this.#machines.set(client.id, token);
    return token;
  }

  refreshed(client: AppliedClient, tokens: Tokens): Promise<Tokens> {
    if (tokens.refresh === undefined) throw new UserError("sign-in", "The sign-in returned no refresh token.");
    return refreshTokens(this.url, client, tokens.refresh);
  }

  /** The access token signed by its own pool with other claims, or undefined where that pool's key can't be had. */
  resigned(token: string, change: object): string | undefined {
    const issuer = decode(token).claims["iss"];
    const pool = this.applied.issuers.find((one) => one.issuer === issuer);
    const key = pool === undefined ? undefined : poolKey(this.stateFolder, pool.poolId, "access");
    return key === undefined ? undefined : resign(token, key, change);
  }
}
