// Makes a Python package of what protoc writes: the generated modules import each other from wherever the package lies, one
// __init__.py offers every message, enum and service of the contract, and the services' stubs get types.
//
//   node python-package.mjs CONTRACT.binpb GEN_FOLDER
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const [source, gen] = process.argv.slice(2);
const image = fromBinary(FileDescriptorSetSchema, readFileSync(source));
const folder = join(gen, "recsys/v1");
const files = image.file.filter((file) => file.package === "recsys.v1");
const moduleOf = (file) => `${basename(file.name, ".proto")}_pb2`;

for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const code = readFileSync(path, "utf8")
    .replace(/^from recsys\.v1 import /gm, "from . import ")
    .replace(/^from recsys\.v1\.(\w+) import /gm, "from .$1 import ")
    // Messages are pickled by the name of their module.
    .replace(/'recsys\.v1\.\w+_pb2', globals\(\)/g, "__name__, globals()");
  writeFileSync(path, code);
}

const header = "# Generated from the contract. DO NOT EDIT!\n";
const offered = [];
let imports = "";
for (const file of files) {
  const names = [
    ...file.messageType.map((message) => message.name),
    ...file.enumType.flatMap((one) => [one.name, ...one.value.map((value) => value.name)]),
  ];
  imports += list(`from .${moduleOf(file)} import (`, names);
  const services = file.service.map((service) => `${service.name}Stub`);
  if (services.length > 0) imports += list(`from .${moduleOf(file)}_grpc import (`, services);
  else rmSync(join(folder, `${moduleOf(file)}_grpc.py`));
  offered.push(...names, ...services);
}
const all = offered.sort().map((name) => `    "${name}",\n`).join("");
writeFileSync(
  join(folder, "__init__.py"),
  `${header}"""Messages, enums and service stubs of the contract recsys.v1."""\n\n${imports}\n__all__ = [\n${all}]\n`);

for (const file of files.filter((one) => one.service.length > 0)) {
  writeFileSync(join(folder, `${moduleOf(file)}_grpc.pyi`), stubTypes(file));
}

function list(opening, names) {
  return `${opening}\n${names.map((name) => `    ${name},\n`).join("")})\n`;
}

function stubTypes(file) {
  const modules = new Set([moduleOf(file)]);
  const classes = file.service.flatMap((service) => [stubClass(service, "Stub", "calls", modules),
    // Only a type: the class is the same, what its channel makes of it is not.
    stubClass(service, "AsyncStub", "aio_calls", modules)]);
  const imports = [...modules].sort().map((name) => `from . import ${name}\n`).join("");
  return `${header}import grpc\n\nfrom recsys import calls\nfrom recsys.aio import calls as aio_calls\n\n${imports}${classes.join("")}`;
}

function stubClass(service, suffix, callsModule, modules) {
  let code = `\nclass ${service.name}${suffix}:\n    def __init__(self, channel: grpc.Channel) -> None: ...\n`;
  for (const method of service.method) {
    const kind = (method.clientStreaming ? "Stream" : "Unary") + (method.serverStreaming ? "Stream" : "Unary");
    const types = [method.inputType, method.outputType].map((name) => {
      const module = moduleOf(definingFile(name));
      modules.add(module);
      return `${module}.${name.replace(".recsys.v1.", "")}`;
    });
    code += `    ${method.name}: ${callsModule}.${kind}[\n        ${types.join(",\n        ")},\n    ]\n`;
  }
  return code;
}

function definingFile(type) {
  const name = type.replace(".recsys.v1.", "");
  return files.find((file) => file.messageType.some((message) => message.name === name));
}
