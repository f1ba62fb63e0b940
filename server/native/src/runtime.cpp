#include "runtime.h"

#include <malloc.h>

#include <atomic>
#include <climits>
#include <mutex>
#include <string>

#include <ATen/Parallel.h>
#include <faiss/Index.h>
#include <omp.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include "blas.h"
#include "error.h"

namespace recsys {
namespace {

std::atomic<int> threads_for_compute{1};
std::mutex blas_gate;
int blas_users = 0;

std::string fact(int32_t which) {
    switch (which) {
        case RECSYS_FACT_TORCH_VERSION:
            return TORCH_VERSION;
        case RECSYS_FACT_FAISS_VERSION:
            return std::to_string(FAISS_VERSION_MAJOR) + "." + std::to_string(FAISS_VERSION_MINOR) + "." +
                   std::to_string(FAISS_VERSION_PATCH);
        case RECSYS_FACT_BLAS_CONFIG:
            return openblas_get_config();
        case RECSYS_FACT_BLAS_KERNEL:
            return openblas_get_corename();
        default:
            refuse("unknown runtime fact " + std::to_string(which));
    }
}

} // namespace

int compute_threads() noexcept { return threads_for_compute.load(std::memory_order_relaxed); }

void use_torch_threads(int threads) {
    if (at::get_num_threads() != threads) at::set_num_threads(threads);
}

BlasThreads::BlasThreads() {
    const std::lock_guard<std::mutex> lock(blas_gate);
    if (blas_users++ == 0) openblas_set_num_threads(compute_threads());
}

BlasThreads::~BlasThreads() {
    const std::lock_guard<std::mutex> lock(blas_gate);
    if (--blas_users == 0) openblas_set_num_threads(1);
}

} // namespace recsys

int32_t recsys_abi_version() { return RECSYS_ABI_VERSION; }

int32_t recsys_runtime_start(int32_t compute_threads) {
    return recsys::guarded([&] {
        // Profiling would run the first calls of every input shape slowly, 30 to 70 ms, to specialise later ones.
        torch::jit::getProfilingMode() = false;
        openblas_set_num_threads(1);
        const int32_t status = recsys_runtime_set_compute_threads(compute_threads);
        recsys::require(status == RECSYS_OK, "compute threads must be 1 to 1024");
    });
}

int32_t recsys_runtime_set_compute_threads(int32_t threads) {
    return recsys::guarded([&] {
        recsys::require(threads >= 1 && threads <= 1024, "compute threads must be 1 to 1024");
        recsys::threads_for_compute.store(threads, std::memory_order_relaxed);
    });
}

int32_t recsys_runtime_describe(int32_t fact, char* buffer, int32_t capacity) {
    return recsys::guarded([&] {
        recsys::require(buffer != nullptr && capacity > 0, "a buffer is needed");
        recsys::copy_text(recsys::fact(fact), buffer, capacity);
    });
}

int32_t recsys_runtime_threads(recsys_runtime_threads_info* info) {
    return recsys::guarded([&] {
        recsys::require(info != nullptr, "a place for the answer is needed");
        info->torch_threads = recsys::compute_threads();
        info->openmp_threads = recsys::compute_threads();
        info->blas_threads = openblas_get_num_threads();
        info->cuda_devices = static_cast<int32_t>(torch::cuda::device_count());
    });
}

int32_t recsys_runtime_keep_freed_memory() {
    return recsys::guarded([] {
        const bool taken = mallopt(M_MMAP_MAX, 0) == 1 && mallopt(M_TRIM_THRESHOLD, INT_MAX) == 1 &&
                           mallopt(M_TOP_PAD, 64 * 1024 * 1024) == 1;
        if (!taken) throw recsys::Failure(RECSYS_FAILED, "the allocator refused its settings");
    });
}
