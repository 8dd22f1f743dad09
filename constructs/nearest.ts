export { nearestOf as nearest } from "../posture/nearest";
