import * as path from "node:path";
import {
  DataTerraformRemoteStateLocal,
  LocalBackend,
  TerraformBackend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";

/** Where Terraform keeps a state that no backend was named for, and those of its workspaces. */
const STATE = "terraform.tfstate";
const WORKSPACES = "terraform.tfstate.d";

/**
 * The backend of a stack that names none: Terraform then keeps the state in the stack's own folder. It emits nothing; it only tells other stacks
 * where that state is.
 */
export class ImpliedBackend extends TerraformBackend {
  constructor(stack: TerraformStack) {
    super(stack, "backend", "local");
  }

  override toTerraform(): object {
    return {};
  }

  override toHclTerraform(): object {
    return {};
  }

  override getRemoteStateDataSource(scope: Construct, name: string, fromStack: string): TerraformRemoteState {
    return localState(scope, name, fromStack, STATE, WORKSPACES);
  }
}

/** A local state as another stack's folder sees it. cdktf takes the path as it stands, which would be the reader's own state. */
class NeighbourState {
  constructor(
    private readonly file: string,
    private readonly workspaces: string,
  ) {}

  getRemoteStateDataSource(scope: Construct, name: string, fromStack: string): TerraformRemoteState {
    return localState(scope, name, fromStack, this.file, this.workspaces);
  }
}

/**
 * What other stacks read a stack's state through.
 * @param backend the stack's own
 */
export function stateOf(backend: TerraformBackend): TerraformBackend {
  if (!(backend instanceof LocalBackend)) return backend;
  const { local = {} } = (backend.toTerraform() as LocalTerraform).terraform.backend;
  const file = local.path ?? STATE;
  if (path.isAbsolute(file) || file.includes("${")) return backend;
  return new NeighbourState(file, local.workspace_dir ?? WORKSPACES) as unknown as TerraformBackend;
}

interface LocalTerraform {
  readonly terraform: {
    readonly backend: { readonly local?: { readonly path?: string; readonly workspace_dir?: string } };
  };
}

/** The folders of the stacks lie side by side. */
function localState(
  scope: Construct,
  name: string,
  fromStack: string,
  file: string,
  workspaces: string,
): TerraformRemoteState {
  const folder = `../${fromStack.split("/").at(-1) ?? fromStack}`;
  return new DataTerraformRemoteStateLocal(scope, name, {
    path: `${folder}/${file}`,
    workspaceDir: `${folder}/${workspaces}`,
    workspace: "${terraform.workspace}",
  });
}
