import { changesBetween } from "../../../../posture/diff/index";
import { settings } from "../../../../posture/diff/detectors/settings";
import { EDGES } from "../../../../posture/diff/settings/edges";
import { FUNCTIONS_AND_KEYS } from "../../../../posture/diff/settings/functions-and-keys";
import { GRANTS } from "../../../../posture/diff/settings/grants";
import { COGNITO, IDENTITIES } from "../../../../posture/diff/settings/identities";
import { INTEGRATIONS } from "../../../../posture/diff/settings/integrations";
import { NETWORK } from "../../../../posture/diff/settings/network";
import { REST_APIS } from "../../../../posture/diff/settings/rest-apis";
import { readSynth } from "../../../../posture/model/read";

const TABLES = [INTEGRATIONS, REST_APIS, EDGES, NETWORK, COGNITO, IDENTITIES, FUNCTIONS_AND_KEYS, GRANTS];
const TYPES = TABLES.flatMap(({ types }) => Object.entries(types).filter(([, own]) => own.added || own.removed));

test("what is said where a resource of a type comes or goes, by nothing but its being there", () => {
  const none = readSynth({ resource: {} });
  const said = TYPES.flatMap(([type]) => {
    const one = readSynth({ resource: { [type]: { x: {} } } });
    const of = (...sides: [typeof one, typeof one]) =>
      changesBetween(...sides, settings)
        .filter(({ code }) => code.endsWith("-setting"))
        .map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`);
    expect(of(one, one)).toEqual([]);
    return [...of(none, one), ...of(one, none)];
  });
  expect(said).toMatchSnapshot();
});
