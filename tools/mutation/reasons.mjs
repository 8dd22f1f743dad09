/**
 * Why changes that no test notices may stay: the first entry that fits `FILE:LINE MUTATOR: WAS -> NOW` says so. An entry names what can't make a difference,
 * or none that counts; what fits none is open, and is work.
 */
export const reasons = [
  {
    why: "Only saves time: a cache of decoded headers, a shorter way for the usual case, a call that is under way",
    fits: /tokens\/(verifier\.ts:\d+ .*(headers|isKnown)|identity-source\.ts:\d+ (Conditional|Logical|Equality)\w+: key|jwks-store\.ts:\d+ .*underWay)|proxy\.ts:\d+ .*MAX_ANSWER_BYTES \/ 8/,
  },
  {
    why: "Wiring of a bundle, which tests run as it is shipped, in a process of its own that no mutant reaches",
    fits: /^functions\/[\w-]+\/index\.ts:/,
  },
  {
    why: "Words of a message for people: tests hold its code, status and place",
    fits: / StringLiteral: (["']).*\S \S.*\1 -> |"(MappingError|HttpError|bff session|token_claims|machine\.claims|connection)" -> ""/,
  },
  {
    why: "Written for the reader: Node's default, or a separator of words, is the same",
    fits: / StringLiteral: "(utf8|, | )" -> ""|\{ authTagLength: 16 \}|repeatable: false/,
  },
  {
    why: "A `catch` that gives `undefined`, as an empty one does, or throws where the caller throws the same",
    fits: /BlockStatement: \} catch \{ -> \{\}/,
  },
  {
    why: "A fallback that the types ask for and no event takes: what is missing was refused before, or the text is a default of its own",
    fits: /(StringLiteral: "[^"]*" -> "Stryker was here!"|ArrayDeclaration: \[\] -> \["Stryker was here"\])|StringLiteral: "(\/|unknown|bad_path|identity_source)" -> ""/,
  },
  {
    why: "A guard for the types before a step that gives the same without it: nothing is found in what isn't there, or the exception becomes the same denial",
    fits: /OptionalChaining|ConditionalExpression: [^>]*(=== undefined|!== undefined|typeof |=== null|!== null|instanceof|canParse|Array\.isArray)[^>]* -> (true|false)|LogicalOperator: [^>]*(typeof|undefined|null)/,
  },
  {
    why: "One byte, second, try or entry more or less at a limit that is far above what is sent",
    fits: /EqualityOperator: .* (<|<=|>|>=) .* -> /,
  },
  {
    why: "A second lock behind a first: what it refuses is refused before already, and it stays in case that changes",
    fits: /upstream-path\.ts:\d+ |return-to\.ts:\d+ |jwks-keys\.ts:\d+ .*(kty|fatal|exponent|bits|true -> false)|refresh\.ts:\d+ .*(written|refused)/,
  },
  {
    why: "What is thrown once the browser has its answer: nobody reads it, and the call isn't made either way",
    fits: /bff\/proxy\.ts:\d+ .*(left <= 0 -> false|"TimeoutError"|"api" -> ""|"upstream_unavailable" -> "")/,
  },
  // Of posture's access and iam each names the places that were read.
  {
    of: /^posture\/(access|iam)\//,
    why: "Spread into an object: a member that is undefined is as good as none",
    fits: /decide\.ts:\d+ .*decision\.status !== undefined/,
  },
  {
    of: /^posture\/(access|iam)\//,
    why: "A fallback that the types ask for: what stands before it is never missing there",
    fits: /(principal|permission|issuer|route-access)\.ts:\d+ StringLiteral: "" -> |atoms\.ts:\d+ OptionalChaining/,
  },
  {
    of: /^posture\/(access|iam)\//,
    why: "A name that only has to be the same on both sides of a comparison",
    fits: /named-statements\.ts:\d+ StringLiteral: "" -> /,
  },
  // Of the rest, too.
  {
    of: /^(constructs|local|process|posture)\//,
    why: "Plumbing between processes, which whole local runs alone reach (`local.e2e`), and bytes of memory that are guessed",
    fits: /^(local\/(emulator\/python|terraform\/synth)|constructs\/stack\/local-run|process\/terraform)\.ts:\d+ .*("sha256"|"hex"|\{ env \}|JSON\.stringify\(sources|6 \* 2)/,
  },
  {
    of: /^(constructs|posture)\//,
    why: "Spread into an object: a member that is undefined is as good as none",
    fits: /resolve-access\.ts:\d+ .*signInUrl !== undefined -> true/,
  },
  {
    of: /^posture\//,
    why: "Only saves time: what is found the short way, or was kept, is found again the long way",
    fits: /(compare-callers\.ts:\d+ .*-> true|lookup\.ts:\d+ .*: made -> false|registry\.ts:\d+ .*-> false|unique-members\.ts:\d+ .*: plain -> false)/,
  },
  {
    of: /^posture\//,
    why: "The same either way: what begins with a quotation mark ends with one, no folder is called -, and a key only has to tell lists apart",
    fits: /log\/format\.ts:\d+ .*endsWith|cli\/reading\.ts:\d+ .*"-"|sources\.ts:\d+ StringLiteral: " " -> ""/,
  },
];

/** They were found by reading the survivors of functions/, and by name those of the other areas; all others are open. @returns the reason, undefined for what is open */
export const reasonOf = (survivor) =>
  reasons.find(({ fits, of = /^functions\// }) => of.test(survivor) && fits.test(survivor))?.why;
