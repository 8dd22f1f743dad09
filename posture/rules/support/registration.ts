import { known, listing, map, unknown } from "../../model/index";
import type { Attributes, Listing, Model, Resource, Value } from "../../model/index";
import type { Subject } from "../rule";

/** How applications may register their own clients in a user pool. Left-out values stand as AWS fills them in. */
export interface Registration {
  readonly at: Subject;
  /** `the user pool Users in the template`; for a resource of its own, its address. */
  readonly what: string;
  /** On where a configuration is given without saying so. */
  readonly on: Value<boolean>;
  /** Without an initial access token. */
  readonly open: Value<boolean>;
  /** The grants of clients that register so: the code grant alone where nothing is said, none for an empty list. */
  readonly openGrants: Listing<string>;
}

/** Which addresses of client ID metadata documents a pool takes for clients. */
export interface MetadataPolicy {
  readonly at: Subject;
  readonly what: string;
  readonly patterns: Listing<string>;
}

/** Properties by the names that CloudFormation gives them, wherever they stand. */
interface Properties {
  flag(name: string): Value<boolean | undefined>;
  text(name: string): Value<string | undefined>;
  /** Undefined where the list is left out: to Cognito, that differs from an empty one. */
  texts(name: string): Listing<string> | undefined;
  /** Undefined where there is no such block. */
  inner(name: string): Properties | undefined | "unknown";
}

interface Found {
  readonly at: Subject;
  readonly what: string;
  /** `AWS::Cognito::UserPool` */
  readonly type: string;
  readonly properties: Properties;
}

/** What a resource holds that can't be read: a template that isn't known, or YAML. */
export interface Unread {
  readonly at: Subject;
  readonly why: string;
  /** Nothing of the document is known. */
  readonly whole: boolean;
}

export function registrationsOf(model: Model): {
  readonly found: readonly Registration[];
  readonly unread: readonly Unread[];
} {
  const unread: Unread[] = [];
  const found = cognitoThings(model, unread, /DcrConfiguration/).flatMap(({ at, what, type, properties }) => {
    if (type !== "AWS::Cognito::UserPool") return [];
    const dcr = properties.inner("DcrConfiguration");
    if (dcr === undefined) return [];
    if (dcr === "unknown") {
      unread.push({ at, why: `the dynamic client registration of ${what}`, whole: false });
      return [];
    }
    const status = dcr.text("EnableStatus");
    return [
      {
        at,
        what,
        on: map(status, (text) => text?.toLowerCase() !== "disabled"),
        open: map(dcr.flag("OpenDcrEnabled"), (flag) => flag ?? false),
        openGrants: dcr.texts("OpenDcrGrantTypes") ?? listing(["code"]),
      },
    ];
  });
  return { found, unread };
}

export function metadataPoliciesOf(model: Model): {
  readonly found: readonly MetadataPolicy[];
  readonly unread: readonly Unread[];
} {
  const unread: Unread[] = [];
  const found = cognitoThings(model, unread, /CIMD/i).flatMap(({ at, what, type, properties }) =>
    /CIMD/i.test(type) ? [{ at, what, patterns: properties.texts("UrlPatterns") ?? listing<string>([]) }] : [],
  );
  return { found, unread };
}

/** Everything of Cognito's that CloudFormation describes: resources of awscc, of stacks, of Cloud Control; and aws' own. */
function cognitoThings(model: Model, unread: Unread[], about: RegExp): readonly Found[] {
  return model.resources.flatMap((resource): readonly Found[] => {
    const { type, attributes, address } = resource;
    if (resource.mode !== "managed") return [];
    const own = /^(?:awscc|aws)_cognito_(\w+)$/.exec(type)?.[1];
    if (own !== undefined)
      return [
        { at: resource, what: address, type: `AWS::Cognito::${pascal(own)}`, properties: ofAttributes(attributes) },
      ];
    if (type === "aws_cloudcontrolapi_resource") return fromControl(resource, unread, about);
    if (type === "aws_cloudformation_stack" || type === "aws_cloudformation_stack_set")
      return fromTemplate(resource, unread, about);
    return [];
  });
}

function fromControl(resource: Resource, unread: Unread[], about: RegExp): readonly Found[] {
  const { attributes, address } = resource;
  const type = attributes.text("type_name");
  if (!type.known || !(type.value ?? "").startsWith("AWS::Cognito::")) return [];
  const state = documentAt(resource, "desired_state", unread, about);
  return state === undefined
    ? []
    : [{ at: resource, what: address, type: type.value ?? "", properties: ofJson(state) }];
}

function fromTemplate(resource: Resource, unread: Unread[], about: RegExp): readonly Found[] {
  const template = documentAt(resource, "template_body", unread, about);
  return Object.entries(objectAt(template, "Resources")).flatMap(([name, body]) => {
    const type = String((body as { Type?: unknown } | null)?.Type);
    if (!type.startsWith("AWS::Cognito::")) return [];
    const what = `${name} in the template of ${resource.address}`;
    return [{ at: resource, what, type, properties: ofJson(objectAt(body, "Properties")) }];
  });
}

/** The JSON at an attribute. What can't be read and may be about it is noted. */
function documentAt(resource: Resource, name: string, unread: Unread[], about: RegExp): unknown {
  const text = resource.attributes.text(name);
  if (!text.known) {
    unread.push({ at: resource, why: `${name} (${text.why})`, whole: true });
    return undefined;
  }
  try {
    return JSON.parse(text.value ?? "{}") as unknown;
  } catch {
    if (about.test(text.value ?? "")) unread.push({ at: resource, why: `${name}, which is YAML`, whole: false });
    return undefined;
  }
}

function ofAttributes(attributes: Attributes): Properties {
  return {
    flag: (name) => attributes.flag(snake(name)),
    text: (name) => attributes.text(snake(name)),
    texts: (name) => {
      const whole = attributes.value(snake(name));
      return whole.known && whole.value === undefined ? undefined : attributes.texts(snake(name));
    },
    inner: (name) => {
      const { items, missing } = attributes.blocks(snake(name));
      const [first] = items;
      if (first !== undefined) return ofAttributes(first);
      return missing.length > 0 ? "unknown" : undefined;
    },
  };
}

/** Properties of a template. What isn't a plain value is a function of CloudFormation, evaluated there only. */
function ofJson(value: unknown): Properties {
  const at = (name: string): unknown => (value as Record<string, unknown> | null)?.[name];
  const inCloudFormation = unknown("CloudFormation evaluates it");
  const plain = (found: unknown): boolean => typeof found !== "object" || found === null;
  return {
    flag: (name) => {
      const found = at(name);
      if (!plain(found)) return inCloudFormation;
      return known(found === undefined || found === null ? undefined : String(found) === "true");
    },
    text: (name) => {
      const found = at(name);
      if (!plain(found)) return inCloudFormation;
      return known(found === undefined || found === null ? undefined : String(found));
    },
    texts: (name) => {
      const found = at(name);
      if (found === undefined || found === null) return undefined;
      if (!Array.isArray(found)) return listing([], [inCloudFormation.why]);
      const items = found.filter(plain).map(String);
      return listing(items, items.length < found.length ? [inCloudFormation.why] : []);
    },
    inner: (name) => {
      const found = at(name);
      if (found === undefined || found === null) return undefined;
      const keys = typeof found === "object" ? Object.keys(found) : [];
      return plain(found) || keys.some((key) => key === "Ref" || key.startsWith("Fn::")) ? "unknown" : ofJson(found);
    },
  };
}

function objectAt(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const found = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
}

/** `OpenDcrEnabled` as Terraform writes it: `open_dcr_enabled`. */
function snake(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

function pascal(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
