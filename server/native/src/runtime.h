#pragma once

#include <cstdint>

namespace recsys {

// Threads that training, index building and dense algebra may take.
int compute_threads() noexcept;

// Lets libtorch use so many threads for what the calling thread runs. OpenMP's count belongs to the thread, so each entry
// says what it wants instead of restoring what was there.
void use_torch_threads(int threads);

// BLAS has one thread count for the process. Heavy work raises it for its own duration; the last one to end puts it back to
// one, so that requests never wait for one another inside BLAS.
class BlasThreads {
public:
    BlasThreads();
    ~BlasThreads();
    BlasThreads(const BlasThreads&) = delete;
    BlasThreads& operator=(const BlasThreads&) = delete;
};

} // namespace recsys
