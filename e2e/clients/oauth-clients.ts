import { installedVersion, loadModule } from "./official-client.ts";

export type App = { client_id: string; client_secret: string; redirect_uris: [string] };

/** A token as the client hands it out. */
type Token = Record<string, unknown>;

/** What a program does with OAuth through one version of Pipedrive's client. */
type OauthClient = {
  authorizationUrl: string;
  authorize(code: string): Promise<Token>;
  /** Calls the API with whatever token there is; the client refreshes it by itself. */
  readLeads(): Promise<unknown>;
  /** Has the client believe that its token has expired: from 24 on it goes by its own clock alone. */
  forgetExpiry(): void;
  revoke: ((hint: "access_token" | "refresh_token") => Promise<unknown>) | undefined;
  readonly token: { access: string; refresh: string };
};

type Superagent = {
  authentications: { oauth2: Record<string, string> };
  buildAuthorizationUrl(): string;
  authorize(code: string): Promise<Token>;
  revokeToken?(options: { tokenTypeHint: string }): Promise<unknown>;
};

type Axios = {
  authorizationUrl: string;
  accessToken: string;
  refreshToken: string;
  expiresAt: number;
  basePath: string;
  authorize(code: string): Promise<Token>;
  revokeToken(hint: string): Promise<unknown>;
  getAccessToken(): Promise<string>;
};

type Connect = (app: App, host: string) => OauthClient;

/** Official clients from the first with a working OAuth to the newest, whichever way they are built. */
export const oauthClients: readonly { version: string; connect: Connect }[] = [
  ...["pd13", "pd16", "pd19", "pd22"].map((alias) => ({
    version: installedVersion(alias),
    connect: superagent(alias),
  })),
  ...["pd24", "pd26", "pd28", "pd30", "pd33"].map((alias) => ({
    version: installedVersion(alias),
    connect: axios(alias),
  })),
];

/** Any method of a client, whose types differ in every major. */
// biome-ignore lint/suspicious/noExplicitAny: the packages are used as found
type Found = Record<string, new (...given: unknown[]) => any>;

function superagent(alias: string): Connect {
  const { ApiClient, LeadsApi } = loadModule(alias) as unknown as Found;
  if (!ApiClient || !LeadsApi) throw new Error(`${alias} is not the client it was`);
  return ({ client_id, client_secret, redirect_uris }, host) => {
    const client: Superagent = new ApiClient();
    const { oauth2 } = client.authentications;
    Object.assign(oauth2, {
      ...{ host, clientId: client_id, clientSecret: client_secret, redirectUri: redirect_uris[0] },
    });
    return {
      authorizationUrl: client.buildAuthorizationUrl(),
      authorize: (code) => client.authorize(code),
      readLeads: () => new LeadsApi(client).getLeads(),
      forgetExpiry: () => undefined,
      revoke:
        client.revokeToken &&
        ((tokenTypeHint) => client.revokeToken?.({ tokenTypeHint }) as Promise<unknown>),
      get token() {
        return { access: oauth2.accessToken ?? "", refresh: oauth2.refreshToken ?? "" };
      },
    };
  };
}

function axios(alias: string): Connect {
  const { OAuth2Configuration, Configuration, LeadsApi } = loadModule(`${alias}/v1`) as unknown as Found;
  if (!OAuth2Configuration || !Configuration || !LeadsApi)
    throw new Error(`${alias} is not the client it was`);
  return ({ client_id, client_secret, redirect_uris }, host) => {
    const client: Axios = new OAuth2Configuration({
      ...{ host, clientId: client_id, clientSecret: client_secret, redirectUri: redirect_uris[0] },
    });
    return {
      authorizationUrl: client.authorizationUrl,
      authorize: (code) => client.authorize(code),
      readLeads: () => {
        const { getAccessToken: accessToken, basePath } = client;
        return new LeadsApi(new Configuration({ accessToken, basePath })).getLeads();
      },
      forgetExpiry: () => {
        client.expiresAt = 1;
      },
      revoke: client.revokeToken && ((hint) => client.revokeToken(hint)),
      get token() {
        return { access: client.accessToken, refresh: client.refreshToken };
      },
    };
  };
}
