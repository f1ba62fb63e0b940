#include "torch_module.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <unordered_set>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/serialization/import.h>

#include "error.h"
#include "runtime.h"
#include "torch_mapped.h"

namespace {

using recsys::NamedTensor;
using recsys::require;

// Which tables have sparse gradients is no part of a TorchScript module, so it travels beside it in the archive.
constexpr const char* kSparseRecord = "recsys_sparse_parameters";

void fill(at::Tensor& tensor, const recsys_parameter& parameter, at::Generator generator) {
    // As torch.nn.init counts them: a weight is [out, in, ...].
    const double fan_in = tensor.dim() > 1 ? static_cast<double>(tensor.numel() / tensor.size(0)) : tensor.numel();
    const double fan_out = static_cast<double>(tensor.dim() > 0 ? tensor.size(0) : 1) *
                           (tensor.dim() > 2 ? static_cast<double>(tensor[0][0].numel()) : 1.0);
    const double scale = parameter.scale;
    switch (parameter.init) {
        case RECSYS_INIT_ZEROS:
            tensor.zero_();
            return;
        case RECSYS_INIT_ONES:
            tensor.fill_(1);
            return;
        case RECSYS_INIT_NORMAL:
            tensor.normal_(0, scale, generator);
            return;
        case RECSYS_INIT_UNIFORM:
            tensor.uniform_(-scale, scale, generator);
            return;
        case RECSYS_INIT_XAVIER_UNIFORM: {
            const double bound = scale * std::sqrt(6.0 / (fan_in + fan_out));
            tensor.uniform_(-bound, bound, generator);
            return;
        }
        case RECSYS_INIT_KAIMING_UNIFORM: {
            const double bound = scale * std::sqrt(6.0 / fan_in);
            tensor.uniform_(-bound, bound, generator);
            return;
        }
        default:
            recsys::refuse("unknown initialisation " + std::to_string(parameter.init));
    }
}

void register_tensor(torch::jit::Module& module, const recsys_parameter& parameter, const at::Generator& generator) {
    require(parameter.name != nullptr && parameter.name[0] != '\0', "a parameter needs a name");
    require(parameter.rank >= 0 && parameter.rank <= 8, "a parameter has a rank of 0 to 8");
    require(std::isfinite(parameter.scale), "a parameter's scale must be finite");
    const at::IntArrayRef shape(parameter.shape, static_cast<size_t>(parameter.rank));
    for (const auto size : shape) require(size > 0, "each size of a parameter's shape must be above 0");
    auto tensor = at::empty(shape, at::kFloat);
    fill(tensor, parameter, generator);
    if (parameter.is_buffer)
        module.register_buffer(parameter.name, tensor);
    else
        module.register_parameter(parameter.name, tensor.set_requires_grad(true), false);
}

std::vector<NamedTensor> list(const torch::jit::Module& module, const std::unordered_set<std::string>& sparse) {
    std::vector<NamedTensor> tensors;
    for (const auto& item : module.named_parameters(true))
        tensors.push_back({item.name, item.value, sparse.count(item.name) > 0, false});
    for (const auto& item : module.named_buffers(true)) tensors.push_back({item.name, item.value, false, true});
    return tensors;
}

std::unordered_set<std::string> sparse_names(const std::vector<NamedTensor>& tensors) {
    std::unordered_set<std::string> names;
    for (const auto& item : tensors)
        if (item.sparse) names.insert(item.name);
    return names;
}

std::unordered_set<std::string> lines_of(const std::string& text) {
    std::unordered_set<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.insert(line);
    return lines;
}

const NamedTensor& find(const recsys_module* module, const char* name) {
    require(module != nullptr && name != nullptr, "a module and a name are needed");
    for (const auto& item : module->tensors)
        if (item.name == name) return item;
    recsys::refuse(std::string("the module has no parameter '") + name + "'");
}

void require_size(const NamedTensor& item, int64_t count) {
    if (item.tensor.numel() != count)
        recsys::refuse("parameter '" + item.name + "' has " + std::to_string(item.tensor.numel()) + " elements, not " +
                       std::to_string(count));
}

// Some of a parameter's values, in place.
at::Tensor range_of(const NamedTensor& item, int64_t offset, int64_t count) {
    if (offset < 0 || count < 0 || offset > item.tensor.numel() - count)
        recsys::refuse("parameter '" + item.name + "' has " + std::to_string(item.tensor.numel()) +
                       " elements: it has not " + std::to_string(count) + " from " + std::to_string(offset));
    require(item.tensor.is_contiguous(), "only a contiguous parameter can be read and written in part");
    return item.tensor.view({-1}).narrow(0, offset, count);
}

} // namespace

int32_t recsys_module_create(const char* name, const char* source, const recsys_parameter* parameters,
                             int32_t parameter_count, uint64_t seed, recsys_module** module) {
    return recsys::guarded([&] {
        require(name != nullptr && source != nullptr && module != nullptr, "a name and a source are needed");
        require(parameter_count >= 0 && (parameter_count == 0 || parameters != nullptr), "parameters are needed");
        auto made = std::make_unique<recsys_module>(recsys_module{torch::jit::Module(name), {}});
        const auto generator = at::detail::createCPUGenerator(seed);
        std::unordered_set<std::string> sparse;
        // Layers like dropout ask for it; the trainer alone switches it on.
        made->module.register_attribute("training", c10::BoolType::get(), false);
        for (int32_t i = 0; i < parameter_count; ++i) {
            register_tensor(made->module, parameters[i], generator);
            if (parameters[i].sparse) sparse.insert(parameters[i].name);
        }
        made->module.define(std::string(source) + "\n");
        made->tensors = list(made->module, sparse);
        *module = made.release();
    });
}

int32_t recsys_module_map(const char* path, recsys_module** module) {
    return recsys::guarded([&] {
        require(path != nullptr && module != nullptr, "a path is needed");
        auto made = std::make_unique<recsys_module>();
        try {
            made->module = recsys::map_module(path);
        } catch (const recsys::Failure&) {
            throw;
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            throw recsys::Failure(RECSYS_DAMAGED_FILE, recsys::text_of(error));
        }
        if (made->module.hasattr("training")) made->module.eval();
        made->tensors = list(made->module, {});
        *module = made.release();
    });
}

int32_t recsys_module_load(const char* path, recsys_module** module) {
    return recsys::guarded([&] {
        require(path != nullptr && module != nullptr, "a path is needed");
        if (!std::ifstream(path, std::ios::binary)) throw recsys::Failure(RECSYS_IO_FAILURE, "cannot be opened");
        auto made = std::make_unique<recsys_module>();
        torch::jit::ExtraFilesMap extra{{kSparseRecord, ""}};
        try {
            made->module = torch::jit::load(path, at::kCPU, extra);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            throw recsys::Failure(RECSYS_DAMAGED_FILE, recsys::text_of(error));
        }
        if (made->module.hasattr("training")) made->module.eval();
        made->tensors = list(made->module, lines_of(extra[kSparseRecord]));
        *module = made.release();
    });
}

int32_t recsys_module_save(const recsys_module* module, const char* path) {
    return recsys::guarded([&] {
        require(module != nullptr && path != nullptr, "a module and a path are needed");
        std::string names;
        for (const auto& item : module->tensors)
            if (item.sparse) names += item.name + "\n";
        try {
            module->module.save(path, torch::jit::ExtraFilesMap{{kSparseRecord, names}});
        } catch (const std::exception& error) {
            throw recsys::Failure(RECSYS_IO_FAILURE, recsys::text_of(error));
        }
    });
}

int32_t recsys_module_clone(const recsys_module* module, recsys_module** copy) {
    return recsys::guarded([&] {
        require(module != nullptr && copy != nullptr, "a module is needed");
        const c10::AutoGradMode no_gradient(false);
        auto made = std::make_unique<recsys_module>(recsys_module{module->module.deepcopy(), {}});
        made->tensors = list(made->module, sparse_names(module->tensors));
        for (auto& item : made->tensors)
            if (!item.is_buffer) item.tensor.set_requires_grad(true);
        *copy = made.release();
    });
}

void recsys_module_free(recsys_module* module) { delete module; }

int32_t recsys_module_forward(const recsys_module* module, const char* method, const recsys_tensor* inputs,
                              int32_t input_count, float* output, int64_t capacity, int64_t* written) {
    return recsys::guarded([&] {
        require(module != nullptr && written != nullptr, "a module and a place for the count are needed");
        require(output != nullptr || capacity == 0, "an output is needed");
        const c10::InferenceMode inference;
        const torch::jit::GraphOptimizerEnabledGuard unoptimised(false);
        recsys::use_torch_threads(1);
        const auto result = recsys::run(module->module, method, recsys::borrow(inputs, input_count));
        *written = result.numel();
        if (result.numel() > capacity)
            recsys::refuse(std::string("method '") + method + "' returned " + std::to_string(result.numel()) +
                           " elements, the output holds " + std::to_string(capacity));
        const auto floats = result.to(at::kCPU, at::kFloat).contiguous();
        if (floats.numel() > 0)
            std::memcpy(output, floats.data_ptr<float>(), static_cast<size_t>(floats.numel()) * sizeof(float));
    });
}

int32_t recsys_module_parameter_count(const recsys_module* module, int32_t* count) {
    return recsys::guarded([&] {
        require(module != nullptr && count != nullptr, "a module and a place for the count are needed");
        *count = static_cast<int32_t>(module->tensors.size());
    });
}

int32_t recsys_module_parameter_info(const recsys_module* module, int32_t index, char* name, int32_t name_capacity,
                                     recsys_parameter_info* info) {
    return recsys::guarded([&] {
        require(module != nullptr && info != nullptr, "a module and a place for the answer are needed");
        require(index >= 0 && static_cast<size_t>(index) < module->tensors.size(), "there is no such parameter");
        const auto& item = module->tensors[static_cast<size_t>(index)];
        require(item.tensor.dim() <= 8, "a parameter has more than 8 dimensions");
        recsys::copy_text(item.name, name, name_capacity);
        info->name_bytes = static_cast<int32_t>(item.name.size());
        info->rank = static_cast<int32_t>(item.tensor.dim());
        for (int32_t i = 0; i < info->rank; ++i) info->shape[i] = item.tensor.size(i);
        info->sparse = item.sparse;
        info->is_buffer = item.is_buffer;
    });
}

int32_t recsys_module_parameter_read(const recsys_module* module, const char* name, float* values, int64_t count) {
    return recsys::guarded([&] {
        const auto& item = find(module, name);
        require(values != nullptr, "a buffer is needed");
        require_size(item, count);
        const c10::AutoGradMode no_gradient(false);
        if (!recsys::read_mapped(item.tensor, values))
            at::from_blob(values, item.tensor.sizes(), at::kFloat).copy_(item.tensor);
    });
}

int32_t recsys_module_parameter_write(recsys_module* module, const char* name, const float* values, int64_t count) {
    return recsys::guarded([&] {
        const auto& item = find(module, name);
        require(values != nullptr, "values are needed");
        require_size(item, count);
        const c10::AutoGradMode no_gradient(false);
        auto target = item.tensor;
        target.copy_(at::from_blob(const_cast<float*>(values), item.tensor.sizes(), at::kFloat));
    });
}

int32_t recsys_module_parameter_read_range(const recsys_module* module, const char* name, int64_t offset,
                                           float* values, int64_t count) {
    return recsys::guarded([&] {
        const auto& item = find(module, name);
        require(values != nullptr || count == 0, "a buffer is needed");
        const c10::AutoGradMode no_gradient(false);
        const auto range = range_of(item, offset, count);
        if (!recsys::read_mapped(range, values)) at::from_blob(values, {count}, at::kFloat).copy_(range);
    });
}

int32_t recsys_module_parameter_write_range(recsys_module* module, const char* name, int64_t offset,
                                            const float* values, int64_t count) {
    return recsys::guarded([&] {
        const auto& item = find(module, name);
        require(values != nullptr || count == 0, "values are needed");
        const c10::AutoGradMode no_gradient(false);
        auto target = range_of(item, offset, count);
        target.copy_(at::from_blob(const_cast<float*>(values), {count}, at::kFloat));
    });
}

int32_t recsys_module_copy_parameters(recsys_module* module, const recsys_module* source) {
    return recsys::guarded([&] {
        require(module != nullptr && source != nullptr, "two modules are needed");
        require(module->tensors.size() == source->tensors.size(), "the modules have different parameters");
        const c10::AutoGradMode no_gradient(false);
        for (const auto& item : module->tensors) {
            const auto& other = find(source, item.name.c_str());
            if (!item.tensor.sizes().equals(other.tensor.sizes()))
                recsys::refuse("parameter '" + item.name + "' has different shapes in the two modules");
        }
        for (const auto& item : module->tensors) {
            auto target = item.tensor;
            target.copy_(find(source, item.name.c_str()).tensor);
        }
    });
}
