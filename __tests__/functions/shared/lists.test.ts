import * as fc from "fast-check";
import { parseGroups, parseRoles, parseScopes } from "../../../functions/shared/lists";

/** Cognito's group names: no blanks. Those that look like a list themselves are left out. */
const groupName = fc.stringMatching(/^[A-Za-z0-9_.:@-]{1,20}$/);

describe("groups", () => {
  test.each<[string, unknown, string[]]>([
    ["several, as API Gateway writes an array", "[admin user]", ["admin", "user"]],
    ["an array with blanks around it", " [admin user]\n", ["admin", "user"]],
    ["one, as API Gateway writes an array", "[admin]", ["admin"]],
    ["an array", ["admin", "user"], ["admin", "user"]],
    ["one string", "admin", ["admin"]],
    ["one string with a blank stays one group", "not admin", ["not admin"]],
    // API Gateway writes the group `"admin"`, quotes and all, so.
    ["a name with quotes is no other name", '["admin"]', ['"admin"']],
    ["a name with brackets is no other name", "[[admin]]", ["[admin]"]],
    ["line breaks and many blanks", "[ admin \n  user ]", ["admin", "user"]],
    ["groups that are numbers", "[1 2]", ["1", "2"]],
    ["an empty list", "[]", []],
    ["empty text", "", []],
    ["blanks", "  ", []],
    ["nothing", undefined, []],
    ["null", null, []],
    ["a number", 7, []],
    ["true", true, []],
    ["an object", { admin: true }, []],
    ["an array of other things", [1, null, ["admin"], { admin: 1 }, ""], []],
    ["an unclosed list is one strange group", "[admin user", ["[admin user"]],
    ["commas don't separate", "[admin, user]", ["admin,", "user"]],
  ])("%s", (_name, value, expected) => {
    expect([...parseGroups(value)]).toEqual(expected);
  });

  test("come back whole from every form", () => {
    fc.assert(
      fc.property(fc.uniqueArray(groupName, { minLength: 1 }), (names) => {
        for (const form of [names, `[${names.join(" ")}]`]) {
          expect([...parseGroups(form)]).toEqual(names);
        }
      }),
    );
  });

  test("never match by substring", () => {
    fc.assert(
      fc.property(fc.array(groupName), groupName, groupName, (others, before, after) => {
        const names = [...others.filter((name) => name !== "admin"), `${before}admin`, `admin${after}`];
        for (const form of [names, `[${names.join(" ")}]`, JSON.stringify(names), `${before}admin`, `admin ${after}`]) {
          expect(parseGroups(form).has("admin")).toBe(false);
        }
      }),
    );
  });

  test("are read from anything without an exception", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const parse of [parseGroups, parseScopes, parseRoles]) expect(parse(value)).toBeInstanceOf(Set);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const name of parseGroups(text)) expect(name).not.toBe("");
      }),
    );
  });
});

describe("scopes", () => {
  test.each<[string, unknown, string[]]>([
    ["blank-separated text", "notes-api/read notes-api/write", ["notes-api/read", "notes-api/write"]],
    ["text with stray blanks", "  read   write ", ["read", "write"]],
    ["an array", ["read", "write"], ["read", "write"]],
    ["an array as API Gateway writes it", "[read write]", ["read", "write"]],
    ["repeated ones once", "read read", ["read"]],
    ["nothing", undefined, []],
    ["null", null, []],
    ["a number", 1, []],
  ])("%s", (_name, value, expected) => {
    expect([...parseScopes(value)]).toEqual(expected);
  });

  test("come back whole from text and arrays, never by substring", () => {
    const scope = fc.stringMatching(/^[A-Za-z0-9:/._-]{1,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(scope), (scopes) => {
        expect([...parseScopes(scopes.join(" "))]).toEqual(scopes);
        expect([...parseScopes(scopes)]).toEqual(scopes);
        for (const wanted of scopes)
          expect(parseScopes(scopes.map((name) => `x${name}x`).join(" ")).has(wanted)).toBe(
            scopes.some((name) => `x${name}x` === wanted),
          );
      }),
    );
  });
});

describe("roles of a Lambda authorizer", () => {
  test.each<[unknown, string[]]>([
    ["admin,user", ["admin", "user"]],
    ["admin, user", ["admin", "user"]],
    ["not admin", ["not admin"]],
    ["[admin user]", ["[admin user]"]],
    ['["admin"]', ['["admin"]']],
    [["admin"], []],
    ["", []],
    [",", []],
    [undefined, []],
  ])("%j", (value, expected) => {
    expect([...parseRoles(value)]).toEqual(expected);
  });
});
