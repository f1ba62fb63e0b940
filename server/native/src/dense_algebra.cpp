#include <algorithm>
#include <string>

#include "blas.h"
#include "error.h"
#include "runtime.h"

namespace {

// Row-major lower half (what BLAS calls the upper one, column-major) into the other, in tiles that stay in cache.
void mirror_lower(float* a, int32_t n) {
    constexpr int32_t kTile = 64;
    const auto width = static_cast<size_t>(n);
    for (int32_t top = 0; top < n; top += kTile)
        for (int32_t left = 0; left <= top; left += kTile)
            for (int32_t row = top; row < std::min(top + kTile, n); ++row)
                for (int32_t column = left; column < std::min(left + kTile, row); ++column)
                    a[column * width + row] = a[row * width + column];
}

} // namespace

int32_t recsys_dense_multiply(const float* a, const float* b, float* c, int32_t m, int32_t n, int32_t k) {
    return recsys::guarded([&] {
        recsys::require(a != nullptr && b != nullptr && c != nullptr, "three matrices are needed");
        recsys::require(m > 0 && n > 0 && k > 0, "a matrix needs at least one row and one column");
        const recsys::BlasThreads threads;
        const float one = 1, zero = 0;
        // Row-major c = a b is column-major c^T = b^T a^T.
        sgemm_("N", "N", &n, &m, &k, &one, b, &n, a, &k, &zero, c, &n);
    });
}

int32_t recsys_dense_gram(const float* x, int32_t rows, int32_t columns, float* gram) {
    return recsys::guarded([&] {
        recsys::require(x != nullptr && gram != nullptr, "two matrices are needed");
        recsys::require(rows > 0 && columns > 0, "a matrix needs at least one row and one column");
        const recsys::BlasThreads threads;
        const float one = 1, zero = 0;
        ssyrk_("U", "N", &columns, &rows, &one, x, &columns, &zero, gram, &columns);
        mirror_lower(gram, columns);
    });
}

int32_t recsys_dense_spd_inverse(float* a, int32_t n) {
    return recsys::guarded([&] {
        recsys::require(a != nullptr && n > 0, "a matrix with at least one row is needed");
        const recsys::BlasThreads threads;
        int info = 0;
        spotrf_("U", &n, a, &n, &info);
        if (info == 0) spotri_("U", &n, a, &n, &info);
        if (info != 0)
            recsys::refuse("the matrix is not positive definite: its leading minor of order " + std::to_string(info) +
                           " is not positive; add to its diagonal");
        mirror_lower(a, n);
    });
}
