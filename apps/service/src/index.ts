export { parseCommandLine } from "./command-line.js";
export { type ConfigSources, readConfig } from "./config/read-config.js";
export {
  flag,
  type Kind,
  kindOf,
  listOf,
  oneOf,
  path,
  port,
  requireText,
  text,
  wholeNumber,
} from "./config/setting.js";
export { ConfigError, errorText, naming, reportError } from "./errors.js";
export { type Listener, listen } from "./listen.js";
export { isLoopbackHost } from "./loopback.js";
export { createOperations, type OperationsSettings } from "./operations.js";
export { type Program, readVersion, settingsOf } from "./program.js";
export { runProgram } from "./run-program.js";
export { serve } from "./serve.js";
export { stopOnSignal } from "./stop-on-signal.js";
