#include "recsys_native.h"

#if defined(__x86_64__)

// GCC 12 takes its own header's undefined registers, where a mask leaves nothing of them, for a mistake.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>

#define RECSYS_VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))

namespace {

constexpr int32_t kOutputs = 6;   // Of a tile of weights.
constexpr int32_t kProducts = 16; // Of a register: four inputs of each.

// What an output has for 32 products.
struct Sums {
    __m512i low, high;
};

RECSYS_VNNI inline Sums from(int32_t start) { return {_mm512_set1_epi32(start), _mm512_set1_epi32(start)}; }

RECSYS_VNNI inline void add(Sums& sums, int32_t weights, __m512i low, __m512i high) {
    const __m512i four = _mm512_set1_epi32(weights);
    // As the intrinsic, of which GCC 12 makes a copy of the sum before and behind each.
    asm("vpdpbusd %2, %1, %0" : "+v"(sums.low) : "v"(low), "v"(four));
    asm("vpdpbusd %2, %1, %0" : "+v"(sums.high) : "v"(high), "v"(four));
}

RECSYS_VNNI inline __m512 rectified(__m512i sum, __m512 scale, __m512 bias) {
    const __m512 value = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sum), scale, bias);
    // The second operand where one is not a number: it stays one, so that such a score is seen.
    return _mm512_max_ps(_mm512_setzero_ps(), value);
}

RECSYS_VNNI inline void write(const Sums& sums, float scale, float bias, const float* input_scales, float* y) {
    const __m512 wide = _mm512_set1_ps(scale), all = _mm512_set1_ps(bias);
    const __m512 low = _mm512_mul_ps(wide, _mm512_loadu_ps(input_scales));
    const __m512 high = _mm512_mul_ps(wide, _mm512_loadu_ps(input_scales + kProducts));
    _mm512_storeu_ps(y, rectified(sums.low, low, all));
    _mm512_storeu_ps(y + kProducts, rectified(sums.high, high, all));
}

// Six outputs of 32 products: twelve chains of sums keep both multipliers busy. Named one by one, since the compiler
// moves what lies in an array about between any two steps.
RECSYS_VNNI void tile(const int32_t* weights, const int32_t* start, const float* scales, const float* bias,
                      int32_t groups, const uint8_t* bytes, const float* input_scales, float* y, int64_t stride) {
    Sums first = from(start[0]), second = from(start[1]), third = from(start[2]);
    Sums fourth = from(start[3]), fifth = from(start[4]), sixth = from(start[5]);
    for (int32_t group = 0; group < groups; ++group, weights += kOutputs, bytes += 4 * stride) {
        const __m512i low = _mm512_loadu_si512(bytes), high = _mm512_loadu_si512(bytes + 64);
        add(first, weights[0], low, high);
        add(second, weights[1], low, high);
        add(third, weights[2], low, high);
        add(fourth, weights[3], low, high);
        add(fifth, weights[4], low, high);
        add(sixth, weights[5], low, high);
    }
    write(first, scales[0], bias[0], input_scales, y);
    write(second, scales[1], bias[1], input_scales, y + stride);
    write(third, scales[2], bias[2], input_scales, y + 2 * stride);
    write(fourth, scales[3], bias[3], input_scales, y + 3 * stride);
    write(fifth, scales[4], bias[4], input_scales, y + 4 * stride);
    write(sixth, scales[5], bias[5], input_scales, y + 5 * stride);
}

} // namespace

int32_t recsys_byte_layer_supported() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}

RECSYS_VNNI void recsys_byte_layer(const recsys_byte_weights* layer, const float* bias, const uint8_t* bytes,
                                   const float* input_scales, float* y, int32_t stride, int32_t lanes) {
    const auto* weights = reinterpret_cast<const int32_t*>(layer->weights);
    for (int32_t output = 0; output < layer->outputs; output += kOutputs) {
        float* to = y + output * static_cast<int64_t>(stride);
        for (int32_t lane = 0; lane < lanes; lane += 2 * kProducts)
            tile(weights, layer->start + output, layer->scales + output, bias + output, layer->groups,
                 bytes + 4 * lane, input_scales + lane, to + lane, stride);
        weights += layer->groups * static_cast<int64_t>(kOutputs);
    }
}

#else

int32_t recsys_byte_layer_supported() { return 0; }

void recsys_byte_layer(const recsys_byte_weights*, const float*, const uint8_t*, const float*, float*, int32_t,
                       int32_t) {}

#endif
