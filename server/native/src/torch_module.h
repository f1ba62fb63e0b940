#pragma once

#include <string>
#include <vector>

#include <torch/csrc/jit/api/module.h>

#include "recsys_native.h"

namespace recsys {

// One parameter or buffer; the tensor shares its memory with the module.
struct NamedTensor {
    std::string name;
    at::Tensor tensor;
    bool sparse;
    bool is_buffer;
};

// Describes the caller's memory without copying it; valid while the caller's memory is.
std::vector<c10::IValue> borrow(const recsys_tensor* inputs, int32_t count);

// Runs a method and checks that it returns one tensor.
at::Tensor run(const torch::jit::Module& module, const char* method, std::vector<c10::IValue> inputs);

} // namespace recsys

struct recsys_module {
    torch::jit::Module module;
    std::vector<recsys::NamedTensor> tensors; // Parameters in order, then buffers.
};
