// Takes the HTTP rules out of an image of the contract, so that generated clients need nothing of google.api: they speak
// gRPC, and the rules concern those who speak HTTP with JSON.
//
//   node strip-http.mjs IN.binpb OUT.binpb
import { readFileSync, writeFileSync } from "node:fs";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const [source, target] = process.argv.slice(2);
const image = fromBinary(FileDescriptorSetSchema, readFileSync(source));

const httpRule = 72295728; // google.api.http, field of MethodOptions
const foreign = (name) => name.startsWith("google/api/");

image.file = image.file.filter((file) => !foreign(file.name) && file.name !== "google/protobuf/descriptor.proto");
for (const file of image.file) {
  file.dependency = file.dependency.filter((name) => !foreign(name));
  for (const method of file.service.flatMap((service) => service.method)) {
    if (method.options?.$unknown) {
      method.options.$unknown = method.options.$unknown.filter((field) => field.no !== httpRule);
    }
  }
}
writeFileSync(target, toBinary(FileDescriptorSetSchema, image));
