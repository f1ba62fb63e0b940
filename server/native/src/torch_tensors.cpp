#include <ATen/ops/from_blob.h>

#include "error.h"
#include "torch_module.h"

namespace recsys {
namespace {

at::ScalarType scalar_type(int32_t type) {
    switch (type) {
        case RECSYS_FLOAT32:
            return at::kFloat;
        case RECSYS_INT32:
            return at::kInt;
        case RECSYS_INT64:
            return at::kLong;
        default:
            refuse("unknown tensor type " + std::to_string(type));
    }
}

} // namespace

std::vector<c10::IValue> borrow(const recsys_tensor* inputs, int32_t count) {
    require(count >= 0 && (count == 0 || inputs != nullptr), "inputs are needed");
    std::vector<c10::IValue> values;
    values.reserve(static_cast<size_t>(count) + 1); // TorchScript puts the module itself in front.
    for (int32_t i = 0; i < count; ++i) {
        const auto& input = inputs[i];
        require(input.rank >= 0 && input.rank <= 4, "an input has a rank of 0 to 4");
        const at::IntArrayRef shape(input.shape, static_cast<size_t>(input.rank));
        const auto options = at::TensorOptions().dtype(scalar_type(input.type));
        // from_blob wants a mutable pointer; no method of ours writes into its inputs.
        values.emplace_back(at::from_blob(const_cast<void*>(input.data), shape, options));
    }
    return values;
}

at::Tensor run(const torch::jit::Module& module, const char* method, std::vector<c10::IValue> inputs) {
    require(method != nullptr, "the name of a method is needed");
    const auto found = module.find_method(method);
    if (!found) refuse(std::string("the module has no method '") + method + "'");
    auto result = (*found)(std::move(inputs));
    if (!result.isTensor()) refuse(std::string("method '") + method + "' must return one tensor");
    return std::move(result).toTensor();
}

} // namespace recsys
