import { isEmpty, listing, map, unknown, valueOr } from "../../model/index";
import type { Attributes, Listing, Model, Resource, Value } from "../../model/index";
import { NodeAttributes } from "../../terraform/attributes";
import { templateAt, templateOf, type ParameterValue } from "../../terraform/cloudformation";
import { Unresolved, isBranch, type ValueNode } from "../../terraform/value-node";
import { SOURCES } from "../../aws/sources";
import type { Rule, Subject } from "../rule";
import { when, itemsOf } from "../support/known";
import { wideness } from "../support/url-pattern";

/** Clients that register themselves are in nobody's audience, but they may sign the pool's users in. */
export const registrationOpen: Rule = {
  code: "registration-open",
  severity: "warning",
  title: "A user pool in which anyone can register an app client",
  source: SOURCES.registration,
  check(model, report) {
    const { found, unread } = registrationsOf(model);
    for (const { at, why } of unread) report.unknown(at, why);
    for (const { at, what, on, open, openGrants } of found)
      when(report, at, on, `whether clients may register in ${what}`, (isOn) => {
        if (!isOn) return;
        when(report, at, open, `whether registration in ${what} is open`, (isOpen) => {
          const closed = isEmpty(openGrants);
          // An empty list of grants closes open registration.
          if (!isOpen || closed === true) return;
          if (closed === "unknown") return report.unknown(at, `the grants of clients that register in ${what}`);
          report({
            at,
            message: `Anyone can register an app client in ${what}, without a token: it may then ask the pool's users to sign in.`,
            remedy:
              "Set OpenDcrEnabled (open_dcr_enabled) to false: then registration asks for a token with the scope aws.cognito/dcr/register. Audiences don't list registered clients.",
          });
        });
      });
  },
};

/** What can't be read of a registration is told by registration-open. */
export const registrationMachineClients: Rule = {
  code: "registration-machine-clients",
  severity: "error",
  title: "A user pool in which anyone can register a client that gets tokens without a user",
  source: SOURCES.registration,
  check(model, report) {
    for (const { at, what, on, open, openGrants } of registrationsOf(model).found) {
      if (!valueOr(on, false) || !valueOr(open, false)) continue;
      if (openGrants.items.includes("client_credentials"))
        report({
          at,
          message: `Anyone can register an app client in ${what} that gets access tokens by client credentials: nobody signs in, and each token is billed to you.`,
          remedy:
            "Remove client_credentials from OpenDcrGrantTypes (open_dcr_grant_types), or switch open registration off.",
        });
      else if (openGrants.missing.length > 0) report.unknown(at, `the grants of clients that register in ${what}`);
    }
  },
};

/** A client ID metadata document is a client's registration: whoever can publish one at a matching address is a client. */
export const registrationMetadataHosts: Rule = {
  code: "registration-metadata-hosts",
  severity: "warning",
  title: "A client ID metadata policy whose URL pattern matches hosts that anyone can use",
  source: SOURCES.clientMetadata,
  check(model, report) {
    const { found, unread } = metadataPoliciesOf(model);
    // A template that isn't known at all is told by registration-open.
    for (const { at, why, whole } of unread) if (!whole) report.unknown(at, why);
    for (const { at, what, patterns } of found)
      for (const pattern of itemsOf(report, at, patterns, `the URL patterns of ${what}`)) {
        const wide = wideness(pattern);
        const message = `The URL pattern "${pattern}" of ${what} ${wide?.why}.`;
        if (wide !== undefined) report({ at, message, remedy: wide.remedy });
      }
  },
};

/** How applications may register their own clients in a user pool. Left-out values stand as AWS fills them in. */
interface Registration {
  readonly at: Subject;
  /** `Users in the template of …`; for a resource of its own, its address. */
  readonly what: string;
  /** On where a configuration is given without saying so. */
  readonly on: Value<boolean>;
  /** Without an initial access token. */
  readonly open: Value<boolean>;
  /** The grants of clients that register so: the code grant alone where nothing is said, none for an empty list. */
  readonly openGrants: Listing<string>;
}

/** Which addresses of client ID metadata documents a pool takes for clients. */
interface MetadataPolicy {
  readonly at: Subject;
  readonly what: string;
  readonly patterns: Listing<string>;
}

interface Found {
  readonly at: Subject;
  readonly what: string;
  /** As CloudFormation names it: `AWS::Cognito::UserPool`. */
  readonly type: string;
  /** By the names of the Cloud Control provider: CloudFormation's in snake case. */
  readonly attributes: Attributes;
  /** Why it isn't known whether it exists. */
  readonly conditional?: string;
}

/** What a resource holds that can't be read: a template that isn't known, or that is kept elsewhere. */
interface Unread {
  readonly at: Subject;
  readonly why: string;
  /** Nothing of the document is known. */
  readonly whole: boolean;
}

function registrationsOf(model: Model): {
  readonly found: readonly Registration[];
  readonly unread: readonly Unread[];
} {
  const { things, unread } = cognitoThings(model, /DcrConfiguration/);
  const found = things.flatMap(({ at, what, type, attributes, conditional }): Registration[] => {
    if (type !== "AWS::Cognito::UserPool") return [];
    const {
      items: [dcr],
      missing,
    } = attributes.blocks("dcr_configuration");
    if (missing.length > 0) unread.push({ at, why: `the dynamic client registration of ${what}`, whole: false });
    if (dcr === undefined) return [];
    const on = map(dcr.text("enable_status"), (status) => status?.toLowerCase() !== "disabled");
    const grants = dcr.value("open_dcr_grant_types");
    return [
      {
        at,
        what,
        on: conditional !== undefined && !(on.known && !on.value) ? unknown(conditional) : on,
        open: map(dcr.flag("open_dcr_enabled"), (flag) => flag ?? false),
        openGrants: grants.known && grants.value === undefined ? listing(["code"]) : dcr.texts("open_dcr_grant_types"),
      },
    ];
  });
  return { found, unread };
}

function metadataPoliciesOf(model: Model): {
  readonly found: readonly MetadataPolicy[];
  readonly unread: readonly Unread[];
} {
  const { things, unread } = cognitoThings(model, /CIMD/i);
  const found = things.flatMap(({ at, what, type, attributes, conditional }) => {
    if (!/CIMD/i.test(type)) return [];
    const patterns = attributes.texts("url_patterns");
    return [{ at, what, patterns: conditional === undefined ? patterns : listing<string>([], [conditional]) }];
  });
  return { found, unread };
}

/** Everything of Cognito's that CloudFormation describes: resources of awscc, of stacks, of Cloud Control; and aws' own. */
function cognitoThings(model: Model, about: RegExp): { things: readonly Found[]; unread: Unread[] } {
  const reader = new Reader(model, about);
  const things = model.resources.flatMap((resource): readonly Found[] => {
    const { type, attributes, address } = resource;
    if (resource.mode !== "managed") return [];
    const own = /^(?:awscc|aws)_cognito_(\w+)$/.exec(type)?.[1];
    if (own !== undefined) return [{ at: resource, what: address, type: `AWS::Cognito::${pascal(own)}`, attributes }];
    if (type === "aws_cloudcontrolapi_resource") return reader.ofControl(resource);
    if (/^(?:aws|awscc)_cloudformation_stack(?:_set)?$/.test(type))
      return reader.ofStack(resource, attributes, address);
    if (type === "aws_serverlessapplicationrepository_cloudformation_stack")
      reader.unread.push({ at: resource, why: "its template, which isn't in this input", whole: true });
    return [];
  });
  return { things, unread: reader.unread };
}

class Reader {
  readonly unread: Unread[] = [];

  constructor(
    private readonly model: Model,
    private readonly about: RegExp,
  ) {}

  ofControl(resource: Resource): readonly Found[] {
    const type = resource.attributes.text("type_name");
    if (!type.known || type.value === undefined) return [];
    if (!/^AWS::(?:Cognito::|CloudFormation::Stack)/.test(type.value)) return [];
    const state = resource.attributes.json("desired_state") as ValueNode;
    if (state === undefined) {
      this.unread.push({ at: resource, why: "desired_state", whole: true });
      return [];
    }
    return this.ofResource(resource, resource.address, type.value, state);
  }

  /** A stack or a stack set, whatever describes it. */
  ofStack(at: Resource, attributes: Attributes, what: string): readonly Found[] {
    const template = templateAt(attributes);
    if ("unread" in template) {
      const text = attributes.text("template_body");
      const known = text.known && text.value !== undefined;
      if (!known || this.about.test(text.value ?? ""))
        this.unread.push({ at, why: `what ${what} holds: ${template.unread}`, whole: !known });
      return [];
    }
    const { resources, hidden } = templateOf(template.data, this.parametersOf(at, attributes));
    for (const why of hidden) this.unread.push({ at, why: `${why} in the template of ${what}`, whole: true });
    return resources.flatMap(({ name, type, properties, conditional }) =>
      this.ofResource(at, `${name} in the template of ${what}`, type, properties, conditional),
    );
  }

  private ofResource(
    at: Resource,
    what: string,
    type: string,
    properties: ValueNode,
    conditional?: string,
  ): readonly Found[] {
    const attributes = new NodeAttributes(() => inSnakeCase(properties));
    if (type.startsWith("AWS::Cognito::"))
      return [{ at, what, type, attributes, ...(conditional !== undefined && { conditional }) }];
    if (/^AWS::CloudFormation::Stack(?:Set)?$/.test(type)) return this.ofStack(at, attributes, what);
    if (type === "AWS::Serverless::Application" || type.endsWith("::MODULE"))
      this.unread.push({ at, why: `the template of ${what}, which isn't in this input`, whole: true });
    return [];
  }

  private parametersOf(at: Resource, attributes: Attributes): ParameterValue {
    const pairs = attributes.blocks("parameters").items;
    const overridden = at.type.endsWith("_stack_set") ? this.overridesOf() : undefined;
    return (name) => {
      if (overridden?.(name) === true) return new Unresolved("instances of the stack set override it");
      const pair = pairs.find((one) => {
        const key = one.text("parameter_key");
        return key.known && key.value === name;
      });
      const value = pair ? pair.text("parameter_value") : attributes.text("parameters", name);
      return value.known ? value.value : new Unresolved(value.why);
    };
  }

  /** Whether instances of a stack set may give a parameter another value. */
  private overridesOf(): (name: string) => boolean {
    const given = this.model.resources.flatMap(({ type, attributes }) =>
      /^aws_cloudformation_stack_(?:set_instance|instances)$/.test(type) ? [attributes] : [],
    );
    return (name) =>
      given.some((attributes) => {
        const value = attributes.text("parameter_overrides", name);
        return !value.known || value.value !== undefined;
      });
  }
}

/** `OpenDcrEnabled` as the Cloud Control provider writes it: `open_dcr_enabled`. What a template maps by name stays. */
function inSnakeCase(node: ValueNode): ValueNode {
  if (Array.isArray(node)) return (node as readonly ValueNode[]).map(inSnakeCase);
  if (!isBranch(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([name, inner]) => [snake(name), inSnakeCase(inner)]));
}

function snake(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

const pascal = (name: string): string => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
