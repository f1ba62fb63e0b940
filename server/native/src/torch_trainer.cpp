#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <c10/core/GradMode.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/optim/adamw.h>

#include "error.h"
#include "runtime.h"
#include "sparse_optimizer.h"
#include "torch_module.h"

namespace {

struct SparseTable {
    std::string name;
    at::Tensor table;
    recsys::SparseOptimizer optimizer;
};

// Dropout and the like are on during a step and off whenever anything else may run or save the module.
class TrainingMode {
public:
    explicit TrainingMode(torch::jit::Module& module) : module_(module), has_(module.hasattr("training")) {
        if (has_) module_.train(true);
    }
    ~TrainingMode() {
        if (has_) module_.train(false);
    }
    TrainingMode(const TrainingMode&) = delete;
    TrainingMode& operator=(const TrainingMode&) = delete;

private:
    torch::jit::Module& module_;
    bool has_;
};

void check(const recsys_trainer_options& options) {
    using recsys::require;
    require(options.learning_rate >= 0 && std::isfinite(options.learning_rate), "learning_rate must be finite, 0 or above");
    require(options.sparse_learning_rate >= 0 && std::isfinite(options.sparse_learning_rate),
            "sparse_learning_rate must be finite, 0 or above");
    require(options.weight_decay >= 0 && std::isfinite(options.weight_decay), "weight_decay must be finite, 0 or above");
    require(options.beta1 >= 0 && options.beta1 < 1, "beta1 must be in [0, 1)");
    require(options.beta2 >= 0 && options.beta2 < 1, "beta2 must be in [0, 1)");
    require(options.epsilon > 0 && std::isfinite(options.epsilon), "epsilon must be finite and above 0");
    require(options.sparse_rule == RECSYS_ROW_WISE_ADAGRAD || options.sparse_rule == RECSYS_LAZY_ADAM,
            "unknown sparse_rule");
}

} // namespace

struct recsys_trainer {
    torch::jit::Module module;
    recsys_trainer_options options;
    std::vector<recsys::NamedTensor> dense;
    std::vector<SparseTable> sparse;
    std::unique_ptr<torch::optim::AdamW> optimizer; // None where every parameter is sparse.
    int64_t steps = 0;

    void clear_gradients() {
        for (auto& item : dense) item.tensor.mutable_grad() = at::Tensor();
        for (auto& item : sparse) item.table.mutable_grad() = at::Tensor();
    }

    void update() {
        const c10::AutoGradMode no_gradient(false);
        for (const auto& item : dense)
            if (item.tensor.grad().defined() && item.tensor.grad().is_sparse())
                recsys::refuse("parameter '" + item.name + "' has a sparse gradient: declare it sparse");
        for (auto& item : sparse) {
            const auto& gradient = item.table.grad();
            if (!gradient.defined()) continue;
            if (!gradient.is_sparse())
                recsys::refuse("parameter '" + item.name +
                               "' is declared sparse and has a dense gradient: read it by torch.embedding with sparse = True");
            item.optimizer.apply(gradient, options, steps);
        }
        if (optimizer) optimizer->step();
    }
};

int32_t recsys_trainer_create(const recsys_module* module, const recsys_trainer_options* options,
                              recsys_trainer** trainer) {
    return recsys::guarded([&] {
        recsys::require(module != nullptr && options != nullptr && trainer != nullptr, "a module and options are needed");
        check(*options);
        auto made = std::make_unique<recsys_trainer>();
        made->module = module->module;
        made->options = *options;
        std::vector<at::Tensor> parameters;
        for (const auto& item : module->tensors) {
            if (item.is_buffer) continue;
            if (item.sparse) {
                made->sparse.push_back({item.name, item.tensor, recsys::SparseOptimizer(item.tensor, *options)});
            } else {
                made->dense.push_back(item);
                parameters.push_back(item.tensor);
            }
        }
        recsys::require(!made->dense.empty() || !made->sparse.empty(), "the module has no parameters to train");
        if (!parameters.empty())
            made->optimizer = std::make_unique<torch::optim::AdamW>(
                parameters, torch::optim::AdamWOptions(options->learning_rate)
                                .betas(std::make_tuple(options->beta1, options->beta2))
                                .eps(options->epsilon)
                                .weight_decay(options->weight_decay));
        *trainer = made.release();
    });
}

int32_t recsys_trainer_set_learning_rates(recsys_trainer* trainer, double learning_rate, double sparse_learning_rate) {
    return recsys::guarded([&] {
        recsys::require(trainer != nullptr, "a trainer is needed");
        auto options = trainer->options;
        options.learning_rate = learning_rate;
        options.sparse_learning_rate = sparse_learning_rate;
        check(options);
        trainer->options = options;
        if (!trainer->optimizer) return;
        for (auto& group : trainer->optimizer->param_groups())
            static_cast<torch::optim::AdamWOptions&>(group.options()).lr(learning_rate);
    });
}

int32_t recsys_trainer_step(recsys_trainer* trainer, const char* method, const recsys_tensor* inputs, int32_t input_count,
                            float* loss) {
    return recsys::guarded([&] {
        recsys::require(trainer != nullptr && loss != nullptr, "a trainer and a place for the loss are needed");
        const torch::jit::GraphOptimizerEnabledGuard unoptimised(false);
        const recsys::BlasThreads blas;
        recsys::use_torch_threads(recsys::compute_threads());
        trainer->clear_gradients();
        trainer->steps++;
        const TrainingMode training(trainer->module);
        const auto value = recsys::run(trainer->module, method, recsys::borrow(inputs, input_count));
        if (value.numel() != 1)
            recsys::refuse(std::string("method '") + method + "' must return a scalar loss, not " +
                           std::to_string(value.numel()) + " elements");
        *loss = value.item<float>();
        if (!std::isfinite(*loss))
            throw recsys::Failure(RECSYS_NOT_FINITE, "the loss of method '" + std::string(method) + "' is " +
                                                         (std::isnan(*loss) ? "NaN" : "infinite") + " at step " +
                                                         std::to_string(trainer->steps) +
                                                         ": lower the learning rate or look for bad values in the inputs");
        value.backward();
        trainer->update();
    });
}

void recsys_trainer_free(recsys_trainer* trainer) { delete trainer; }
