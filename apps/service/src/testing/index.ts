export { temporaryFolder } from "./folder.js";
export { isRefused } from "./is-refused.js";
export {
  type Result,
  type RunningProgram,
  readMetric,
  readyLine,
  runToEnd,
  startProgram,
} from "./running-program.js";
export { columnOf, expectSettingsIn, problemsOf } from "./settings.js";
export { describeWithPrograms } from "./tools.js";
