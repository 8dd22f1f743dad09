import { relative } from "node:path";
import { TerraformElement, type TerraformStack } from "cdktf";
import { Node, type IConstruct } from "constructs";
import { isLocalRun } from "./local-run";

/** Where a construct was made, and where it was overridden; their stacks are read only where something is wrong. */
const MADE = new WeakMap<IConstruct, Error>();
const OVERRIDDEN = new WeakMap<IConstruct, Error>();

/** Frames between a line of the author's and a resource: constructs make constructs. */
const DEPTH = 60;
let tracing = false;

/** From now on it is noted where the constructs of local runs are made and overridden: those name the lines of what is refused. */
export function traceLines(stack: TerraformStack): void {
  if (tracing || !isLocalRun(stack)) return;
  tracing = true;
  const nodes = Node.prototype as unknown as { addChild(child: IConstruct, name: string): void };
  const add = nodes.addChild;
  nodes.addChild = function (this: Node, child: IConstruct, name: string): void {
    add.call(this, child, name);
    if (isLocalRun({ node: this })) note(MADE, child);
  };
  const elements = TerraformElement.prototype;
  const override = elements.addOverride;
  elements.addOverride = function (this: TerraformElement, path: string, value: unknown): void {
    override.call(this, path, value);
    if (isLocalRun(this)) note(OVERRIDDEN, this);
  };
}

function note(where: WeakMap<IConstruct, Error>, construct: IConstruct): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEPTH;
  where.set(construct, new Error());
  Error.stackTraceLimit = stackTraceLimit;
}

const FRAME = /^ +at (?:.*\()?(?:file:\/\/)?(\/[^():]+|[A-Za-z]:[^():]+):(\d+):\d+\)?$/gm;

/** The first line of the author's in a stack that `note` took, `main.ts:31`; undefined where none of them can be read. */
function authorLine({ stack = "" }: Error): string | undefined {
  const frames = [...stack.matchAll(FRAME)].map(([, file = "", line = ""]) => ({ file, line }));
  // The first is this file's: what lies beside it is the library, and nobody's program.
  const library = frames[0]?.file.replace(/stack[\\/][^\\/]*$/, "") ?? "";
  const own = frames.find(({ file }) => !file.startsWith(library) && !/[\\/]node_modules[\\/]/.test(file));
  return own && `${relative(process.cwd(), own.file)}:${own.line}`;
}

/** Where the construct at a path was overridden, else made. */
export function writtenAt(stack: TerraformStack, path: string | undefined): string | undefined {
  const construct = stack.node.findAll().find(({ node }) => node.path === path);
  const error = construct && (OVERRIDDEN.get(construct) ?? MADE.get(construct));
  return error && authorLine(error);
}
