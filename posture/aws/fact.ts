/** Where botocore's model of an API states the same as a fact. */
export interface ModelPlace {
  readonly service: "cognito-idp" | "apigateway" | "apigatewayv2" | "lambda";
  /** Name of the shape: `PasswordPolicyMinLengthType`. */
  readonly shape: string;
}

/** Something that is so at AWS, as far as its documentation said on a day. */
export interface Fact<T = unknown> {
  readonly value: T;
  /** Title and address of the page that says it. */
  readonly source: string;
  /** The day on which somebody last read the source, `YYYY-MM-DD`. `npm run facts` names what is older than a year. */
  readonly asOf: string;
  /** Left out where no model states it, or states something wider. */
  readonly model?: ModelPlace;
}

/** Bounds of a number; both are allowed. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** How a name has to look. */
export interface NamePattern {
  /** Matches a whole valid name. */
  readonly pattern: RegExp;
  /** The same for people, to go on with "Write …". */
  readonly words: string;
}

/** Groups facts that were read on one day. */
export function readOn(asOf: string) {
  return <T>(value: T, source: string, model?: ModelPlace): Fact<T> => ({
    value,
    source,
    asOf,
    ...(model !== undefined && { model }),
  });
}
