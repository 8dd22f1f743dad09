export { nearestOf as nearest } from "../posture/rules/nearest";
