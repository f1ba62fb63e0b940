#include <omp.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/impl/FaissException.h>
#include <faiss/impl/IDSelector.h>
#include <faiss/index_io.h>

#include "error.h"
#include "runtime.h"

struct recsys_ivf {
    std::unique_ptr<faiss::IndexIVFFlat> index;
    mutable std::shared_mutex gate; // Searches share it; FAISS allows no change beside them.
};

namespace {

using recsys::require;

void require_finite(const float* values, size_t count, const char* what) {
    for (size_t i = 0; i < count; ++i)
        if (!std::isfinite(values[i]))
            recsys::refuse(std::string(what) + " has a value that is not finite at position " + std::to_string(i));
}

std::unordered_set<int64_t> distinct(const int64_t* ids, int64_t count) {
    std::unordered_set<int64_t> seen;
    seen.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) {
        if (ids[i] < 0) recsys::refuse("id " + std::to_string(ids[i]) + " is negative");
        if (!seen.insert(ids[i]).second) recsys::refuse("id " + std::to_string(ids[i]) + " comes twice");
    }
    return seen;
}

void require_absent(const faiss::IndexIVFFlat& index, const std::unordered_set<int64_t>& ids) {
    for (size_t list = 0; list < index.nlist; ++list) {
        const faiss::InvertedLists::ScopedIds held(index.invlists, list);
        for (size_t i = 0; i < index.invlists->list_size(list); ++i)
            if (ids.count(held[i]) > 0)
                recsys::refuse("id " + std::to_string(held[i]) + " is in the index already; remove it first");
    }
}

} // namespace

int32_t recsys_ivf_build(const float* vectors, int64_t count, int32_t dimension, const int64_t* ids, int32_t lists,
                         int32_t iterations, int32_t seed, recsys_ivf** index) {
    return recsys::guarded([&] {
        require(vectors != nullptr && ids != nullptr && index != nullptr, "vectors and ids are needed");
        require(count > 0 && dimension > 0, "at least one vector of at least one dimension is needed");
        require(lists > 0 && lists <= count, "lists must be 1 to the number of vectors");
        require(iterations > 0, "iterations must be above 0");
        require_finite(vectors, static_cast<size_t>(count) * static_cast<size_t>(dimension), "vectors");
        distinct(ids, count);
        const recsys::BlasThreads blas;
        omp_set_num_threads(recsys::compute_threads());

        auto quantizer = std::make_unique<faiss::IndexFlatIP>(dimension);
        auto made = std::make_unique<recsys_ivf>();
        made->index = std::make_unique<faiss::IndexIVFFlat>(quantizer.get(), dimension, lists, faiss::METRIC_INNER_PRODUCT);
        made->index->own_fields = true;
        quantizer.release(); // The index owns it from here on.
        made->index->cp.seed = seed;
        made->index->cp.niter = iterations;
        made->index->cp.min_points_per_centroid = 1; // A small catalogue is no reason to write a warning.
        made->index->train(count, vectors);
        made->index->add_with_ids(count, vectors, ids);
        *index = made.release();
    });
}

int32_t recsys_ivf_search(const recsys_ivf* index, const float* query, int64_t k, int32_t nprobe, int64_t* ids,
                          float* scores, int64_t* found) {
    return recsys::guarded([&] {
        require(index != nullptr && query != nullptr && found != nullptr, "an index and a query are needed");
        require(k > 0 && ids != nullptr && scores != nullptr, "room for at least one result is needed");
        require(nprobe > 0, "nprobe must be above 0");
        require_finite(query, static_cast<size_t>(index->index->d), "the query");
        omp_set_num_threads(1);
        const std::shared_lock<std::shared_mutex> reading(index->gate);
        faiss::SearchParametersIVF parameters;
        parameters.nprobe = std::min<size_t>(static_cast<size_t>(nprobe), index->index->nlist);
        index->index->search(1, query, k, scores, ids, &parameters);
        // FAISS pads an answer that is too short with -1.
        *found = std::find(ids, ids + k, -1) - ids;
    });
}

int32_t recsys_ivf_add(recsys_ivf* index, const float* vectors, int64_t count, const int64_t* ids) {
    return recsys::guarded([&] {
        require(index != nullptr && vectors != nullptr && ids != nullptr && count >= 0, "an index, vectors and ids are needed");
        if (count == 0) return;
        require_finite(vectors, static_cast<size_t>(count) * static_cast<size_t>(index->index->d), "vectors");
        const auto added = distinct(ids, count);
        omp_set_num_threads(recsys::compute_threads());
        const std::unique_lock<std::shared_mutex> writing(index->gate);
        require_absent(*index->index, added);
        index->index->add_with_ids(count, vectors, ids);
    });
}

int32_t recsys_ivf_remove(recsys_ivf* index, const int64_t* ids, int64_t count, int64_t* removed) {
    return recsys::guarded([&] {
        require(index != nullptr && ids != nullptr && removed != nullptr && count >= 0, "an index and ids are needed");
        *removed = 0;
        if (count == 0) return;
        omp_set_num_threads(1);
        const std::unique_lock<std::shared_mutex> writing(index->gate);
        const faiss::IDSelectorBatch chosen(static_cast<size_t>(count), ids);
        *removed = static_cast<int64_t>(index->index->remove_ids(chosen));
    });
}

int32_t recsys_ivf_describe(const recsys_ivf* index, recsys_ivf_info* info) {
    return recsys::guarded([&] {
        require(index != nullptr && info != nullptr, "an index and a place for the answer are needed");
        const std::shared_lock<std::shared_mutex> reading(index->gate);
        info->count = index->index->ntotal;
        info->dimension = static_cast<int32_t>(index->index->d);
        info->lists = static_cast<int32_t>(index->index->nlist);
    });
}

int32_t recsys_ivf_save(const recsys_ivf* index, const char* path) {
    return recsys::guarded([&] {
        require(index != nullptr && path != nullptr, "an index and a path are needed");
        const std::shared_lock<std::shared_mutex> reading(index->gate);
        try {
            faiss::write_index(index->index.get(), path);
        } catch (const faiss::FaissException& error) {
            throw recsys::Failure(RECSYS_IO_FAILURE, error.what());
        }
    });
}

namespace {

int32_t load(const char* path, int flags, recsys_ivf** index) {
    return recsys::guarded([&] {
        require(path != nullptr && index != nullptr, "a path is needed");
        std::unique_ptr<faiss::Index> read;
        try {
            read.reset(faiss::read_index(path, flags));
        } catch (const faiss::FaissException& error) {
            throw recsys::Failure(RECSYS_DAMAGED_FILE, error.what());
        }
        auto* ivf = dynamic_cast<faiss::IndexIVFFlat*>(read.get());
        if (ivf == nullptr || ivf->metric_type != faiss::METRIC_INNER_PRODUCT)
            throw recsys::Failure(RECSYS_DAMAGED_FILE, "not an inverted-file index by inner product");
        auto made = std::make_unique<recsys_ivf>();
        read.release();
        made->index.reset(ivf);
        *index = made.release();
    });
}

} // namespace

int32_t recsys_ivf_load(const char* path, recsys_ivf** index) { return load(path, 0, index); }

int32_t recsys_ivf_map(const char* path, recsys_ivf** index) {
    return load(path, faiss::IO_FLAG_MMAP | faiss::IO_FLAG_READ_ONLY, index);
}

int32_t recsys_ivf_centroids(const recsys_ivf* index, float* values, int64_t capacity) {
    return recsys::guarded([&] {
        require(index != nullptr && values != nullptr, "an index and a place for the centroids are needed");
        const auto lists = static_cast<int64_t>(index->index->nlist);
        require(capacity >= lists * index->index->d, "there is too little room for the centroids");
        index->index->quantizer->reconstruct_n(0, lists, values);
    });
}

int32_t recsys_ivf_list_size(const recsys_ivf* index, int32_t list, int64_t* size) {
    return recsys::guarded([&] {
        require(index != nullptr && size != nullptr, "an index and a place for the size are needed");
        require(list >= 0 && static_cast<size_t>(list) < index->index->nlist, "there is no such list");
        const std::shared_lock<std::shared_mutex> reading(index->gate);
        *size = static_cast<int64_t>(index->index->invlists->list_size(static_cast<size_t>(list)));
    });
}

int32_t recsys_ivf_list(const recsys_ivf* index, int32_t list, int64_t* ids, float* vectors, int64_t size) {
    return recsys::guarded([&] {
        require(index != nullptr && (ids != nullptr || size == 0), "an index and a place for the ids are needed");
        require(list >= 0 && static_cast<size_t>(list) < index->index->nlist, "there is no such list");
        const std::shared_lock<std::shared_mutex> reading(index->gate);
        const auto* lists = index->index->invlists;
        const auto at = static_cast<size_t>(list);
        const auto held = lists->list_size(at);
        require(size == static_cast<int64_t>(held), "the list is of another size");
        if (held == 0) return;
        faiss::InvertedLists::ScopedIds names(lists, at);
        std::copy_n(names.get(), held, ids);
        if (vectors == nullptr) return;
        faiss::InvertedLists::ScopedCodes codes(lists, at);
        std::memcpy(vectors, codes.get(), held * index->index->code_size);
    });
}

void recsys_ivf_free(recsys_ivf* index) { delete index; }
