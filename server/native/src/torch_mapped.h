#pragma once

#include <torch/csrc/jit/api/module.h>

namespace recsys {

// Loads a module whose tensors are the file's own bytes, mapped: nothing of them is read before it is used, and what
// was used is the system's to take back. No checksum of the archive is looked at; the caller has compared the file's.
// Throws where the file is damaged, cut short, or keeps its tensors in another way.
torch::jit::Module map_module(const char* path);

// Reads the values of a float tensor of such a module from the file, without mapping its pages; false for any other.
bool read_mapped(const at::Tensor& tensor, float* values);

} // namespace recsys
