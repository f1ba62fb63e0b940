#pragma once

#include <ATen/core/Tensor.h>

#include "recsys_native.h"

namespace recsys {

// Updates only the rows of an embedding table that a batch read. libtorch's C++ optimisers refuse sparse gradients.
class SparseOptimizer {
public:
    SparseOptimizer(const at::Tensor& table, const recsys_trainer_options& options);

    // gradient: sparse in its first dimension, coalesced or not.
    void apply(const at::Tensor& gradient, const recsys_trainer_options& options, int64_t step);

private:
    // One squared-gradient sum a row instead of one an element: https://arxiv.org/abs/1906.00091, section 3.
    void row_wise_adagrad(const at::Tensor& rows, const at::Tensor& values, const recsys_trainer_options& options);
    // Adam whose moments decay only for the rows seen, as torch.optim.SparseAdam does.
    void lazy_adam(const at::Tensor& rows, const at::Tensor& values, const recsys_trainer_options& options, int64_t step);

    at::Tensor table_;
    at::Tensor first_;  // Adagrad: [rows] sums of squares. Adam: [rows, width] first moments.
    at::Tensor second_; // Adam only: second moments.
};

} // namespace recsys
