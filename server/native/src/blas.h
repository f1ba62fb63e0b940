#pragma once

// The few BLAS and LAPACK routines in use, declared here because Debian's cblas.h follows the system's alternatives and
// may be another library's. Fortran calling: column-major, everything by address.
extern "C" {
void sgemm_(const char* trans_a, const char* trans_b, const int* m, const int* n, const int* k, const float* alpha,
            const float* a, const int* lda, const float* b, const int* ldb, const float* beta, float* c, const int* ldc);
void ssyrk_(const char* uplo, const char* trans, const int* n, const int* k, const float* alpha, const float* a,
            const int* lda, const float* beta, float* c, const int* ldc);
void spotrf_(const char* uplo, const int* n, float* a, const int* lda, int* info);
void spotri_(const char* uplo, const int* n, float* a, const int* lda, int* info);

char* openblas_get_config(void);
char* openblas_get_corename(void);
void openblas_set_num_threads(int threads);
int openblas_get_num_threads(void);
}
