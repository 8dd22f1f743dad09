import {
  HttpBackend,
  LocalBackend,
  NamedRemoteWorkspace,
  PrefixedRemoteWorkspaces,
  RemoteBackend,
  S3Backend,
  type TerraformStack,
} from "cdktf";

/** State in a file. A path is relative to the folder that Terraform runs in. */
export interface LocalBackendOptions {
  readonly type: "local";
  /** @default "terraform.tfstate" */
  readonly path?: string;
}

/** State in a bucket, with S3's own locking. Credentials come from the environment, as the AWS provider's do. */
export interface S3BackendOptions {
  readonly type: "s3";
  readonly bucket: string;
  /** The state's object, e.g. `auth-api/terraform.tfstate`. */
  readonly key: string;
  /** The bucket's region. @default AWS_REGION when Terraform runs */
  readonly region?: string;
  /** Locks by an object beside the state, which needs Terraform or OpenTofu 1.10. @default true */
  readonly useLockfile?: boolean;
  /** @default true */
  readonly encrypt?: boolean;
  /** ARN of a KMS key. @default the bucket's own encryption */
  readonly kmsKeyId?: string;
  readonly workspaceKeyPrefix?: string;
  /** A profile of the shared configuration file. */
  readonly profile?: string;
  readonly assumeRole?: { readonly roleArn: string; readonly externalId?: string; readonly sessionName?: string };
}

/** State behind an HTTP address: GitLab, or a server of your own. `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD` sign in. */
export interface HttpBackendOptions {
  readonly type: "http";
  readonly address: string;
  /** @default no locking */
  readonly lockAddress?: string;
  readonly unlockAddress?: string;
  /** @default "POST" */
  readonly updateMethod?: string;
  /** @default "LOCK" */
  readonly lockMethod?: string;
  /** @default "UNLOCK" */
  readonly unlockMethod?: string;
}

/** State in HCP Terraform, or in what speaks its protocol. `TF_TOKEN_app_terraform_io` (the host's name, `_` for `.`) signs in. */
export interface RemoteBackendOptions {
  readonly type: "remote";
  readonly organization: string;
  /** One workspace by its name, or those that begin with a prefix. */
  readonly workspaces: { readonly name: string } | { readonly prefix: string };
  /** @default "app.terraform.io" */
  readonly hostname?: string;
}

/** Where Terraform keeps the state. It holds no secret: those are in the environment when Terraform runs, never in what is emitted. */
export type BackendOptions = LocalBackendOptions | S3BackendOptions | HttpBackendOptions | RemoteBackendOptions;

/** The first versions of Terraform and OpenTofu that know S3's own locking (`use_lockfile`). */
const LOCKFILE_RANGE = ">= 1.10.0";

/**
 * Emits the backend. Without one, Terraform keeps the state in the stack's own folder.
 * @param backend undefined: none is emitted. What was read from outside goes through `readBackend` first.
 */
export function useBackend(stack: TerraformStack, backend: BackendOptions | undefined): void {
  if (backend === undefined) return;
  switch (backend.type) {
    case "local":
      new LocalBackend(stack, { path: backend.path ?? "terraform.tfstate" });
      return;
    case "s3": {
      const { type, assumeRole, ...given } = backend;
      const useLockfile = given.useLockfile ?? true;
      if (useLockfile) stack.addOverride("terraform.required_version", LOCKFILE_RANGE);
      new S3Backend(stack, { encrypt: true, ...given, assumeRole });
      stack.addOverride(`terraform.backend.${type}.use_lockfile`, useLockfile);
      return;
    }
    case "http": {
      const { address, lockAddress, unlockAddress, updateMethod, lockMethod, unlockMethod } = backend;
      new HttpBackend(stack, { address, lockAddress, unlockAddress, updateMethod, lockMethod, unlockMethod });
      return;
    }
    case "remote": {
      const { workspaces } = backend;
      new RemoteBackend(stack, {
        hostname: backend.hostname,
        organization: backend.organization,
        workspaces:
          "name" in workspaces
            ? new NamedRemoteWorkspace(workspaces.name)
            : new PrefixedRemoteWorkspaces(workspaces.prefix),
      });
    }
  }
}
