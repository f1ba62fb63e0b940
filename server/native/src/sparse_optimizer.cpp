#include "sparse_optimizer.h"

#include <cmath>

#include <ATen/Functions.h>

#include "error.h"

namespace recsys {

SparseOptimizer::SparseOptimizer(const at::Tensor& table, const recsys_trainer_options& options) : table_(table) {
    if (options.sparse_rule == RECSYS_LAZY_ADAM) {
        first_ = at::zeros(table.sizes(), table.options().requires_grad(false));
        second_ = at::zeros_like(first_);
    } else {
        first_ = at::zeros({table.size(0)}, table.options().requires_grad(false));
    }
}

void SparseOptimizer::apply(const at::Tensor& gradient, const recsys_trainer_options& options, int64_t step) {
    const auto summed = gradient.coalesce();
    const auto rows = summed._indices()[0];
    if (rows.numel() == 0) return;
    if (options.sparse_rule == RECSYS_LAZY_ADAM)
        lazy_adam(rows, summed._values(), options, step);
    else
        row_wise_adagrad(rows, summed._values(), options);
}

void SparseOptimizer::row_wise_adagrad(const at::Tensor& rows, const at::Tensor& values,
                                       const recsys_trainer_options& options) {
    const auto flat = values.reshape({values.size(0), -1});
    first_.index_add_(0, rows, flat.pow(2).mean(1));
    const auto rate = first_.index_select(0, rows).sqrt_().add_(options.epsilon).reciprocal_();
    const auto update = flat.mul(rate.mul_(-options.sparse_learning_rate).unsqueeze(1));
    table_.index_add_(0, rows, update.view_as(values));
}

void SparseOptimizer::lazy_adam(const at::Tensor& rows, const at::Tensor& values, const recsys_trainer_options& options,
                                int64_t step) {
    const auto mean_step = values.sub(first_.index_select(0, rows)).mul_(1 - options.beta1);
    const auto square_step = values.pow(2).sub_(second_.index_select(0, rows)).mul_(1 - options.beta2);
    first_.index_add_(0, rows, mean_step);
    second_.index_add_(0, rows, square_step);
    const double first_bias = 1 - std::pow(options.beta1, static_cast<double>(step));
    const double second_bias = 1 - std::pow(options.beta2, static_cast<double>(step));
    const auto spread = second_.index_select(0, rows).div_(second_bias).sqrt_().add_(options.epsilon);
    const auto update = first_.index_select(0, rows).div_(spread).mul_(-options.sparse_learning_rate / first_bias);
    table_.index_add_(0, rows, update);
}

} // namespace recsys
