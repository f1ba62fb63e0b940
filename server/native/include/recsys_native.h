// The flat C ABI over libtorch, FAISS and BLAS that the managed side calls.
//
// Every function that can fail returns a recsys_status and never lets an exception out; the text of the last failure on the
// calling thread is read with recsys_error_text. Buffers belong to the caller. Strings are UTF-8 and end with a zero byte.
// Matrices are row-major float32 unless said otherwise.
#ifndef RECSYS_NATIVE_H
#define RECSYS_NATIVE_H

#include <stdint.h>

#if defined(__GNUC__)
#define RECSYS_API __attribute__((visibility("default")))
#else
#define RECSYS_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

// Raised whenever a function's meaning or a structure's layout changes; the managed side refuses another one.
#define RECSYS_ABI_VERSION 3

typedef enum recsys_status {
    RECSYS_OK = 0,
    RECSYS_INVALID_ARGUMENT = 1, // The caller passed something that cannot be meant.
    RECSYS_DAMAGED_FILE = 2,     // A file is not what it should be, or only part of it.
    RECSYS_IO_FAILURE = 3,       // A file could not be read or written.
    RECSYS_NOT_FINITE = 4,       // A loss became NaN or infinite.
    RECSYS_OUT_OF_MEMORY = 5,
    RECSYS_FAILED = 6 // A library threw: a TorchScript error, a FAISS assertion.
} recsys_status;

// ---- errors ---------------------------------------------------------------------------------------------------------

// Copies the text of the calling thread's last failure, cut to capacity - 1 bytes, and ends it with a zero byte.
// Returns the bytes copied without the zero.
RECSYS_API int32_t recsys_error_text(char* buffer, int32_t capacity);

// ---- runtime --------------------------------------------------------------------------------------------------------

typedef enum recsys_runtime_fact {
    RECSYS_FACT_TORCH_VERSION = 0,
    RECSYS_FACT_FAISS_VERSION = 1,
    RECSYS_FACT_BLAS_CONFIG = 2,
    RECSYS_FACT_BLAS_KERNEL = 3
} recsys_runtime_fact;

typedef struct recsys_runtime_threads_info {
    int32_t torch_threads;  // For training; a forward pass always takes one.
    int32_t openmp_threads; // FAISS while it builds; a search always takes one.
    int32_t blas_threads;   // BLAS outside of training and dense algebra.
    int32_t cuda_devices;   // Devices that libtorch sees; 0 with a CPU build.
} recsys_runtime_threads_info;

RECSYS_API int32_t recsys_abi_version(void);
// Takes the global settings that serving needs: executor, BLAS threads. To be called once, before anything else.
RECSYS_API int32_t recsys_runtime_start(int32_t compute_threads);
RECSYS_API int32_t recsys_runtime_describe(int32_t fact, char* buffer, int32_t capacity);
RECSYS_API int32_t recsys_runtime_threads(recsys_runtime_threads_info* info);
// Threads, 1 to 1024, that training, index building and dense algebra may take.
RECSYS_API int32_t recsys_runtime_set_compute_threads(int32_t threads);
// Keeps freed memory in the process: training with large temporaries gains, serving would lose. Cannot be undone.
RECSYS_API int32_t recsys_runtime_keep_freed_memory(void);

// ---- TorchScript modules --------------------------------------------------------------------------------------------

typedef struct recsys_module recsys_module;

typedef enum recsys_init {
    RECSYS_INIT_ZEROS = 0,
    RECSYS_INIT_ONES = 1,
    RECSYS_INIT_NORMAL = 2,          // Mean 0, standard deviation scale.
    RECSYS_INIT_UNIFORM = 3,         // From -scale to scale.
    RECSYS_INIT_XAVIER_UNIFORM = 4,  // Bound scale * sqrt(6 / (fan_in + fan_out)).
    RECSYS_INIT_KAIMING_UNIFORM = 5  // Bound scale * sqrt(6 / fan_in).
} recsys_init;

typedef struct recsys_parameter {
    const char* name;
    const int64_t* shape;
    int32_t rank;
    int32_t init; // recsys_init
    float scale;
    int32_t sparse;    // Its gradient is sparse: an embedding table read with sparse = True.
    int32_t is_buffer; // Saved with the module, not trained.
} recsys_parameter;

typedef enum recsys_type { RECSYS_FLOAT32 = 0, RECSYS_INT32 = 1, RECSYS_INT64 = 2 } recsys_type;

typedef struct recsys_tensor {
    const void* data; // Contiguous; read during the call only.
    int64_t shape[4];
    int32_t rank; // 0 to 4
    int32_t type; // recsys_type
} recsys_tensor;

typedef struct recsys_parameter_info {
    int64_t shape[8];
    int32_t rank;
    int32_t sparse;
    int32_t is_buffer;
    int32_t name_bytes; // Length of the whole name, whatever the buffer held.
} recsys_parameter_info;

// Registers the parameters in the given order, filled from a generator of their own, then defines the methods in source.
RECSYS_API int32_t recsys_module_create(const char* name, const char* source, const recsys_parameter* parameters,
                                        int32_t parameter_count, uint64_t seed, recsys_module** module);
RECSYS_API int32_t recsys_module_load(const char* path, recsys_module** module);
// Loads a module to be looked at: its tensors stay in the file, and only what is used of them comes into memory. The
// archive's own checksums are not compared. RECSYS_INVALID_ARGUMENT for a module that has to be loaded whole.
RECSYS_API int32_t recsys_module_map(const char* path, recsys_module** module);
RECSYS_API int32_t recsys_module_save(const recsys_module* module, const char* path);
RECSYS_API int32_t recsys_module_clone(const recsys_module* module, recsys_module** copy);
RECSYS_API void recsys_module_free(recsys_module* module);

// Runs a method that returns one tensor, in inference mode, on one thread. Safe to call from many threads at once.
// RECSYS_INVALID_ARGUMENT when the result has more than capacity elements; written then says how many it has.
RECSYS_API int32_t recsys_module_forward(const recsys_module* module, const char* method, const recsys_tensor* inputs,
                                         int32_t input_count, float* output, int64_t capacity, int64_t* written);

RECSYS_API int32_t recsys_module_parameter_count(const recsys_module* module, int32_t* count);
RECSYS_API int32_t recsys_module_parameter_info(const recsys_module* module, int32_t index, char* name,
                                                int32_t name_capacity, recsys_parameter_info* info);
RECSYS_API int32_t recsys_module_parameter_read(const recsys_module* module, const char* name, float* values,
                                                int64_t count);
RECSYS_API int32_t recsys_module_parameter_write(recsys_module* module, const char* name, const float* values,
                                                 int64_t count);
// Part of a parameter: count values from the one at offset, row-major. A table of gigabytes need not be held twice.
RECSYS_API int32_t recsys_module_parameter_read_range(const recsys_module* module, const char* name, int64_t offset,
                                                      float* values, int64_t count);
RECSYS_API int32_t recsys_module_parameter_write_range(recsys_module* module, const char* name, int64_t offset,
                                                       const float* values, int64_t count);
// Copies all parameters and buffers of source, which must have the same names and shapes, into module.
RECSYS_API int32_t recsys_module_copy_parameters(recsys_module* module, const recsys_module* source);

// ---- training -------------------------------------------------------------------------------------------------------

typedef struct recsys_trainer recsys_trainer;

typedef enum recsys_sparse_rule { RECSYS_ROW_WISE_ADAGRAD = 0, RECSYS_LAZY_ADAM = 1 } recsys_sparse_rule;

typedef struct recsys_trainer_options {
    double learning_rate;
    double beta1;
    double beta2;
    double epsilon;
    double weight_decay; // Decoupled, as in AdamW; dense parameters only.
    double sparse_learning_rate;
    int32_t sparse_rule; // recsys_sparse_rule
} recsys_trainer_options;

// The trainer shares the module's parameters; the module's handle may be freed before the trainer's.
RECSYS_API int32_t recsys_trainer_create(const recsys_module* module, const recsys_trainer_options* options,
                                         recsys_trainer** trainer);
RECSYS_API int32_t recsys_trainer_set_learning_rates(recsys_trainer* trainer, double learning_rate,
                                                     double sparse_learning_rate);
// Runs a method that returns a scalar loss, its gradient and one update. RECSYS_NOT_FINITE leaves the parameters as they were.
RECSYS_API int32_t recsys_trainer_step(recsys_trainer* trainer, const char* method, const recsys_tensor* inputs,
                                       int32_t input_count, float* loss);
RECSYS_API void recsys_trainer_free(recsys_trainer* trainer);

// ---- inverted-file vector index -------------------------------------------------------------------------------------

typedef struct recsys_ivf recsys_ivf;

typedef struct recsys_ivf_info {
    int64_t count;
    int32_t dimension;
    int32_t lists;
} recsys_ivf_info;

// Trains lists by k-means and adds all vectors. Ids are the caller's, not negative, unique.
RECSYS_API int32_t recsys_ivf_build(const float* vectors, int64_t count, int32_t dimension, const int64_t* ids,
                                    int32_t lists, int32_t iterations, int32_t seed, recsys_ivf** index);
// Best k by inner product in the nprobe nearest lists, best first; on one thread, from many threads at once.
RECSYS_API int32_t recsys_ivf_search(const recsys_ivf* index, const float* query, int64_t k, int32_t nprobe, int64_t* ids,
                                     float* scores, int64_t* found);
RECSYS_API int32_t recsys_ivf_add(recsys_ivf* index, const float* vectors, int64_t count, const int64_t* ids);
RECSYS_API int32_t recsys_ivf_remove(recsys_ivf* index, const int64_t* ids, int64_t count, int64_t* removed);
RECSYS_API int32_t recsys_ivf_describe(const recsys_ivf* index, recsys_ivf_info* info);
RECSYS_API int32_t recsys_ivf_save(const recsys_ivf* index, const char* path);
RECSYS_API int32_t recsys_ivf_load(const char* path, recsys_ivf** index);
// Loads all but the lists, which stay in the file, mapped: what is asked of them is read when it is asked for.
RECSYS_API int32_t recsys_ivf_map(const char* path, recsys_ivf** index);
// Fills values[lists, dimension].
RECSYS_API int32_t recsys_ivf_centroids(const recsys_ivf* index, float* values, int64_t capacity);
RECSYS_API int32_t recsys_ivf_list_size(const recsys_ivf* index, int32_t list, int64_t* size);
// Fills ids[size] and, where it is not null, vectors[size, dimension].
RECSYS_API int32_t recsys_ivf_list(const recsys_ivf* index, int32_t list, int64_t* ids, float* vectors, int64_t size);
RECSYS_API void recsys_ivf_free(recsys_ivf* index);

// ---- dense algebra --------------------------------------------------------------------------------------------------

// c[m,n] = a[m,k] b[k,n]
RECSYS_API int32_t recsys_dense_multiply(const float* a, const float* b, float* c, int32_t m, int32_t n, int32_t k);
// gram[columns,columns] = x^T x for x[rows,columns]
RECSYS_API int32_t recsys_dense_gram(const float* x, int32_t rows, int32_t columns, float* gram);
// a[n,n] symmetric positive definite, replaced by its inverse, by Cholesky.
RECSYS_API int32_t recsys_dense_spd_inverse(float* a, int32_t n);

// ---- layers of 8 bits -----------------------------------------------------------------------------------------------

typedef struct recsys_byte_weights {
    const int8_t* weights; // [outputs / 6, inputs / 4, 6, 4], zeros where six or four are not full.
    const int32_t* start;  // What each output's sum starts from; this and the next rounded up to six.
    const float* scales;   // Of each output.
    const float* shrink;   // What each input is multiplied by before bytes are made of it.
    int32_t inputs;
    int32_t outputs;
    int32_t is_signed; // Bytes are x / scale + 128 with 127 levels to each side; else x / scale with 255.
} recsys_byte_weights;

// 1 where this processor multiplies 64 pairs of bytes at once (AVX-512 VNNI), else 0.
RECSYS_API int32_t recsys_byte_layer_supported(void);
// y[outputs rounded up to six, stride] = max(0, (start + weights bytes) scales input_scales + bias), where bytes[inputs / 4,
// stride, 4] and input_scales[stride] are filled from x[inputs, stride], for the first so many lanes: a multiple of 16, of
// which y has some to 32 that mean nothing. Only where it is supported.
RECSYS_API void recsys_byte_layer(const recsys_byte_weights* layer, const float* bias, const float* x, uint8_t* bytes,
                                  float* input_scales, float* y, int32_t stride, int32_t lanes);

#ifdef __cplusplus
}
#endif
#endif
