import { Auth, SignInNeeded } from "./auth-fetch";

/** What this page uses of a browser; the project's TypeScript knows no DOM. */
interface Element {
  textContent: string | null;
  disabled: boolean;
  addEventListener(type: "click", listener: () => void): void;
}
declare const document: { getElementById(id: string): Element | null };
declare const location: { readonly href: string; readonly origin: string; assign(url: string): void };
declare const history: { replaceState(data: null, unused: string, url: string): void };
declare const sessionStorage: ConstructorParameters<typeof Auth>[0]["page"]["storage"];

/** `config.json`: the stack's outputs `sign_in_url`, `web_client_id`, `api_endpoint`, and the full scopes. */
interface Config {
  readonly signInUrl: string;
  readonly clientId: string;
  readonly apiOrigin: string;
  readonly scopes: readonly string[];
}

function element(id: string): Element {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element ${id}`);
  return found;
}

async function start(): Promise<void> {
  const config = (await (await fetch("config.json")).json()) as Config;
  const here = `${location.origin}/`;
  const auth = new Auth({
    ...config,
    redirectUri: here,
    fetch,
    page: {
      address: () => location.href,
      go: (url) => location.assign(url),
      show: (url) => history.replaceState(null, "", url),
      storage: sessionStorage,
      crypto,
    },
  });

  const show = (text: string) => (element("answer").textContent = text);
  const call = (method: string) => async () => {
    try {
      const answer = await auth.fetch("/profile", { method });
      show(answer.status === 403 ? "403: signed in, but not allowed to do this." : await answer.text());
    } catch (error) {
      show(error instanceof SignInNeeded ? "The sign-in page follows." : String(error));
    }
  };
  element("sign-in").addEventListener("click", () => void auth.signIn());
  element("read").addEventListener("click", () => void call("GET")());
  element("write").addEventListener("click", () => void call("POST")());
  element("sign-out").addEventListener("click", () => auth.signOut(here));

  await auth.resume();
  element("who").textContent = auth.signedIn ? "You are signed in." : "You are not signed in.";
  for (const id of ["read", "write", "sign-out"]) element(id).disabled = !auth.signedIn;
  element("sign-in").disabled = auth.signedIn;
}

start().catch((error: unknown) => (element("who").textContent = String(error)));
