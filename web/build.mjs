// Builds the page: src/ in, dist/ out. The same sources and pinned tools write the same bytes on every machine.
//
//   node build.mjs [DIR]      writes to DIR, dist/ by default
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

// The SDK's sources import these by name from their own folder; one copy of each, ours, is bundled.
export const oneCopy = {
  name: "one-copy",
  setup(context) {
    context.onResolve({ filter: /^(@bufbuild\/protobuf|@connectrpc\/)/ }, async (args) => {
      if (args.pluginData === "resolved") return undefined;
      return context.resolve(args.path, { kind: args.kind, resolveDir: here, pluginData: "resolved" });
    });
  },
};

const hashed = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

// What is bundled of others, with the terms they ask to be told.
async function licenses() {
  const text = (path) => readFile(join(here, "node_modules", path), "utf8");
  return [
    "The page bundles @bufbuild/protobuf, @connectrpc/connect and @connectrpc/connect-web, which are licensed under the",
    "Apache License 2.0 (https://www.apache.org/licenses/LICENSE-2.0), and what follows.",
    `\nPreact\n\n${await text("preact/LICENSE")}`,
    `\nInter\n\n${await text("@fontsource-variable/inter/LICENSE")}`,
  ].join("\n");
}

/** Builds into a folder, which is emptied first. */
export async function buildPage(folder = join(here, "dist")) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: "src/main.tsx", style: "src/styles/index.css" },
    entryNames: "assets/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    outdir: "out",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox113", "safari16.4"],
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    charset: "utf8",
    loader: { ".woff2": "file" },
    plugins: [oneCopy],
    write: false,
    logLevel: "warning",
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "assets"), { recursive: true });
  const names = result.outputFiles.map((file) => basename(file.path));
  for (const file of result.outputFiles) await writeFile(join(folder, "assets", basename(file.path)), file.contents);

  const icon = await readFile(join(here, "src/icon.svg"));
  const iconName = `icon-${hashed(icon)}.svg`;
  await writeFile(join(folder, "assets", iconName), icon);
  const find = (start, end) => `/assets/${names.find((name) => name.startsWith(start) && name.endsWith(end))}`;
  const page = (await readFile(join(here, "src/index.html"), "utf8"))
    .replace("{{script}}", find("app-", ".js"))
    .replace("{{style}}", find("style-", ".css"))
    .replace("{{font}}", find("inter-", ".woff2"))
    .replace("{{icon}}", `/assets/${iconName}`);
  await writeFile(join(folder, "index.html"), page);
  await writeFile(join(folder, "licenses.txt"), await licenses());
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildPage(process.argv[2] ? resolve(process.argv[2]) : undefined);
}
