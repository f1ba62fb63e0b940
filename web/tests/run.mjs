// Every test of the page; ends with a line `N passed, N failed`.
import { runUnitTests } from "./unit.mjs";

const { passed, failed } = await runUnitTests();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
