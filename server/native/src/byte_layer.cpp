#include <limits>

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

RECSYS_VNNI inline __m512i whole(const float* x, __m512 factor, float shrink, __m512i shift) {
    const __m512 value = _mm512_mul_ps(_mm512_loadu_ps(x), _mm512_mul_ps(factor, _mm512_set1_ps(shrink)));
    return _mm512_add_epi32(_mm512_cvtps_epi32(value), shift);
}

RECSYS_VNNI inline __m512i four(__m512i first, __m512i second, __m512i third, __m512i fourth) {
    return _mm512_or_si512(_mm512_or_si512(first, _mm512_slli_epi32(second, 8)),
                           _mm512_or_si512(_mm512_slli_epi32(third, 16), _mm512_slli_epi32(fourth, 24)));
}

// The largest size of sixteen products' inputs; not a number where one of them is none.
RECSYS_VNNI __m512 largest(const recsys_byte_weights* layer, const float* x, int64_t stride) {
    __m512 most = _mm512_setzero_ps();
    __mmask16 none = 0;
    for (int32_t input = 0; input < layer->inputs; ++input, x += stride) {
        const __m512 value = _mm512_abs_ps(_mm512_mul_ps(_mm512_loadu_ps(x), _mm512_set1_ps(layer->shrink[input])));
        none |= _mm512_cmp_ps_mask(value, value, _CMP_UNORD_Q);
        most = _mm512_max_ps(most, value);
    }
    return _mm512_mask_mov_ps(most, none, _mm512_set1_ps(std::numeric_limits<float>::quiet_NaN()));
}

// Bytes of sixteen products' inputs and a scale for each product.
RECSYS_VNNI void fill(const recsys_byte_weights* layer, const float* x, uint8_t* bytes, float* scales, int64_t stride) {
    const __m512 levels = _mm512_set1_ps(layer->is_signed ? 127.0F : 255.0F);
    const __m512i shift = _mm512_set1_epi32(layer->is_signed ? 128 : 0);
    const __m512 most = largest(layer, x, stride);
    _mm512_storeu_ps(scales, _mm512_div_ps(most, levels));
    const __mmask16 some = _mm512_cmp_ps_mask(most, _mm512_setzero_ps(), _CMP_NEQ_UQ);
    const __m512 factor = _mm512_maskz_div_ps(some, levels, most);
    const float* shrink = layer->shrink;
    int32_t input = 0;
    for (; input + 4 <= layer->inputs; input += 4, x += 4 * stride, bytes += 4 * stride) {
        const __m512i packed = four(whole(x, factor, shrink[input], shift),
                                    whole(x + stride, factor, shrink[input + 1], shift),
                                    whole(x + 2 * stride, factor, shrink[input + 2], shift),
                                    whole(x + 3 * stride, factor, shrink[input + 3], shift));
        _mm512_storeu_si512(bytes, packed);
    }
    if (input == layer->inputs) return;
    // What fills the group up meets weights of zero.
    __m512i rest[4] = {};
    for (int32_t i = 0; input + i < layer->inputs; ++i)
        rest[i] = whole(x + i * stride, factor, shrink[input + i], shift);
    _mm512_storeu_si512(bytes, four(rest[0], rest[1], rest[2], rest[3]));
}

} // namespace

int32_t recsys_byte_layer_supported() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}

RECSYS_VNNI void recsys_byte_layer(const recsys_byte_weights* layer, const float* bias, const float* x, uint8_t* bytes,
                                   float* input_scales, float* y, int32_t stride, int32_t lanes) {
    for (int32_t lane = 0; lane < lanes; lane += kProducts)
        fill(layer, x + lane, bytes + 4 * lane, input_scales + lane, stride);
    const auto* weights = reinterpret_cast<const int32_t*>(layer->weights);
    const int32_t groups = (layer->inputs + 3) / 4;
    for (int32_t output = 0; output < layer->outputs; output += kOutputs) {
        float* to = y + output * static_cast<int64_t>(stride);
        for (int32_t lane = 0; lane < lanes; lane += 2 * kProducts)
            tile(weights, layer->start + output, layer->scales + output, bias + output, groups, bytes + 4 * lane,
                 input_scales + lane, to + lane, stride);
        weights += groups * static_cast<int64_t>(kOutputs);
    }
}

#else

int32_t recsys_byte_layer_supported() { return 0; }

void recsys_byte_layer(const recsys_byte_weights*, const float*, const float*, uint8_t*, float*, float*, int32_t,
                       int32_t) {}

#endif
