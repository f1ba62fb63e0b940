// Every test of the page; ends with a line `N passed, N failed`.
//   node tests/run.mjs [PART]      only tests of views whose name holds PART
import { apiTests } from "./api.mjs";
import { launch } from "./browser.mjs";
import { demoServer, emptyServer } from "./server.mjs";
import { runUnitTests } from "./unit.mjs";
import { tests } from "./views.mjs";

const only = process.argv[2] ?? "";
const totals = only === "" ? await runUnitTests() : { passed: 0, failed: 0 };
console.log(`logic: ${totals.passed} passed, ${totals.failed} failed`);

const demo = await demoServer();
const empty = await emptyServer();
const browser = await launch();
try {
  for (const { name, run } of [...tests, ...apiTests].filter((test) => test.name.includes(only))) {
    const began = performance.now();
    try {
      await run({ browser, demo, empty, tell: (text) => console.log(`  ${text}`) });
      totals.passed++;
      console.log(`ok      ${name} (${(performance.now() - began).toFixed(0)} ms)`);
    } catch (error) {
      totals.failed++;
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
  }
} finally {
  await browser.close();
  await empty.stop();
  await demo.stop();
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);
