#include "torch_mapped.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <caffe2/serialize/inline_container.h>
#include <torch/csrc/jit/serialization/import_read.h>
#include <torch/csrc/jit/serialization/import_source.h>
#include <torch/csrc/jit/serialization/storage_context.h>

#include "error.h"

namespace recsys {
namespace {

using caffe2::serialize::PyTorchStreamReader;

constexpr const char* kTensors = "data/";

// A file in the address space. Writes stay in this process: nothing of a module can damage its file.
class Mapping {
public:
    explicit Mapping(const char* path) : file_(open(path, O_RDONLY | O_CLOEXEC)) {
        struct stat status {};
        if (file_ < 0 || fstat(file_, &status) != 0 || status.st_size <= 0) fail();
        size_ = static_cast<size_t>(status.st_size);
        void* at = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, file_, 0);
        if (at == MAP_FAILED) fail();
        first_ = static_cast<char*>(at);
    }
    ~Mapping() {
        munmap(first_, size_);
        close(file_);
    }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    char* at(size_t offset) const { return first_ + offset; }
    size_t size() const { return size_; }

    void read(const char* from, void* to, size_t bytes) const {
        auto offset = static_cast<off_t>(from - first_);
        for (auto* target = static_cast<char*>(to); bytes > 0;) {
            const auto read = pread(file_, target, bytes, offset);
            if (read < 0 && errno == EINTR) continue;
            if (read <= 0) throw Failure(RECSYS_IO_FAILURE, "the module's file cannot be read any more");
            target += read;
            offset += read;
            bytes -= static_cast<size_t>(read);
        }
    }

private:
    [[noreturn]] void fail() {
        if (file_ >= 0) close(file_);
        throw Failure(RECSYS_IO_FAILURE, "cannot be opened");
    }

    int file_;
    char* first_ = nullptr;
    size_t size_ = 0;
};

using SharedMapping = std::shared_ptr<Mapping>;

void release(void* mapping) { delete static_cast<SharedMapping*>(mapping); }

// Whether a record lies in the file as it is, not compressed: its local header (APPNOTE.TXT 4.3.7) ends where it begins.
bool is_stored(const Mapping& mapping, size_t record) {
    constexpr size_t kHeader = 30, kLongest = kHeader + 2 * 0xFFFF;
    const auto number = [&](size_t at) {
        return static_cast<size_t>(static_cast<unsigned char>(*mapping.at(at))) |
               static_cast<size_t>(static_cast<unsigned char>(*mapping.at(at + 1))) << 8;
    };
    for (size_t length = kHeader; length <= std::min(record, kLongest); ++length) {
        const size_t header = record - length;
        if (std::memcmp(mapping.at(header), "PK\3\4", 4) != 0) continue;
        if (kHeader + number(header + 26) + number(header + 28) == length) return number(header + 8) == 0;
    }
    return false;
}

// Each tensor's bytes where they lie. The archive keeps no length that can be asked for, so a storage reaches up to
// the next record; what a tensor takes of it is checked once the tensors are known.
std::shared_ptr<torch::jit::DeserializationStorageContext> storages(PyTorchStreamReader& archive,
                                                                    const SharedMapping& mapping) {
    std::vector<std::pair<size_t, std::string>> records;
    for (const auto& name : archive.getAllRecords()) records.emplace_back(archive.getRecordOffset(name), name);
    std::sort(records.begin(), records.end());
    auto context = std::make_shared<torch::jit::DeserializationStorageContext>();
    for (size_t i = 0; i < records.size(); ++i) {
        const auto& [offset, name] = records[i];
        const size_t end = i + 1 < records.size() ? records[i + 1].first : mapping->size();
        if (end > mapping->size()) throw Failure(RECSYS_DAMAGED_FILE, "a record lies beyond the file's end");
        if (name.rfind(kTensors, 0) != 0) continue;
        require(is_stored(*mapping, offset), "the module's tensors are compressed");
        at::DataPtr bytes(mapping->at(offset), new SharedMapping(mapping), &release, at::Device(at::kCPU));
        context->addStorage(name.substr(std::strlen(kTensors)),
                            at::Storage(at::Storage::use_byte_size_t(), end - offset, std::move(bytes), nullptr, false));
    }
    return context;
}

std::shared_ptr<torch::jit::Source> source_of(PyTorchStreamReader& archive, const std::string& qualifier) {
    std::string path = "code/" + qualifier;
    std::replace(path.begin(), path.end(), '.', '/');
    path += ".py";
    if (!archive.hasRecord(path)) return nullptr;
    auto [bytes, size] = archive.getRecord(path);
    return std::make_shared<torch::jit::Source>(std::string(static_cast<const char*>(bytes.get()), size), path, 1);
}

c10::intrusive_ptr<c10::ivalue::Object> object_of(const c10::StrongTypePtr& type, const c10::IValue& state) {
    const auto cls = type.type_->expect<c10::ClassType>();
    // What restores itself by code of its own may read its tensors whole, so that mapping them gains nothing.
    if (cls->findMethod("__setstate__")) refuse("the module restores itself");
    const auto values = state.toGenericDict();
    auto object = c10::ivalue::Object::create(type, cls->numAttributes());
    for (size_t i = 0; i < cls->numAttributes(); ++i) object->setSlot(i, values.at(cls->getAttributeName(i)));
    return object;
}

void require_inside(const at::Tensor& tensor) {
    // What is not a plain tensor in memory has no storage to be in.
    require(tensor.layout() == at::kStrided && tensor.has_storage(), "the module has a tensor of another layout");
    if (tensor.numel() == 0) return;
    int64_t last = tensor.storage_offset();
    for (int64_t i = 0; i < tensor.dim(); ++i) last += (tensor.size(i) - 1) * tensor.stride(i);
    const auto room = static_cast<int64_t>(tensor.storage().nbytes() / tensor.itemsize());
    if (tensor.storage_offset() < 0 || last < 0 || last >= room)
        throw Failure(RECSYS_DAMAGED_FILE, "a tensor lies beyond its record");
}

} // namespace

torch::jit::Module map_module(const char* path) {
    const auto mapping = std::make_shared<Mapping>(path);
    PyTorchStreamReader archive{std::string(path)};
    const auto compiled = std::make_shared<torch::jit::CompilationUnit>();
    std::vector<c10::IValue> constants;
    const torch::jit::SourceImporter importer(
        compiled, &constants, [&](const std::string& qualifier) { return source_of(archive, qualifier); },
        archive.version());
    const auto read = [&](const char* name, std::shared_ptr<torch::jit::DeserializationStorageContext> context) {
        return torch::jit::readArchiveAndTensors(
            name, "", "",
            [&](const c10::QualifiedName& type) { return c10::StrongTypePtr(compiled, importer.loadType(type)); },
            object_of, at::Device(at::kCPU), archive, torch::jit::Unpickler::defaultTypeParser, std::move(context));
    };
    if (archive.hasRecord("constants.pkl"))
        for (const auto& value : read("constants", nullptr).toTupleRef().elements()) constants.push_back(value);
    torch::jit::Module module(read("data", storages(archive, mapping)).toObject());
    for (const auto& tensor : module.parameters()) require_inside(tensor);
    for (const auto& tensor : module.buffers()) require_inside(tensor);
    return module;
}

bool read_mapped(const at::Tensor& tensor, float* values) {
    const auto& bytes = tensor.storage().data_ptr();
    if (bytes.get_deleter() != &release || tensor.scalar_type() != at::kFloat || !tensor.is_contiguous()) return false;
    (*static_cast<SharedMapping*>(bytes.get_context()))
        ->read(static_cast<const char*>(tensor.data_ptr()), values, static_cast<size_t>(tensor.nbytes()));
    return true;
}

} // namespace recsys
