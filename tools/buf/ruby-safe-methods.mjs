// Writes which methods the contract marks as safe to repeat: Ruby's descriptors do not tell.
//
//   node ruby-safe-methods.mjs CONTRACT.binpb GEN_FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema, MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";

const [source, gen] = process.argv.slice(2);
const image = fromBinary(FileDescriptorSetSchema, readFileSync(source));
const unknown = MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
const methods = image.file.filter((file) => file.package === "recsys.v1").flatMap((file) =>
  file.service.flatMap((service) => service.method
    .filter((method) => (method.options?.idempotencyLevel ?? unknown) !== unknown)
    .map((method) => `        /${file.package}.${service.name}/${method.name}\n`)));
writeFileSync(join(gen, "recsys/v1/safe_methods.rb"), `# frozen_string_literal: true

# Generated from the contract. DO NOT EDIT!

module Recsys
  module V1
    # Methods that the contract marks NO_SIDE_EFFECTS or IDEMPOTENT; anything else might be done twice.
    SAFE_METHODS =
      %w[
${methods.sort().join("")}      ].freeze
  end
end
`);
