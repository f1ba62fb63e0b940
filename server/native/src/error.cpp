#include "error.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <c10/util/Exception.h>

namespace recsys {
namespace {

// A TorchScript error quotes the source; the beginning says what is wrong.
constexpr size_t kLongestText = 4000;

thread_local std::string last_text;

int32_t remember(recsys_status status, const std::string& text) noexcept {
    try {
        last_text.assign(text, 0, kLongestText);
    } catch (...) {
        last_text.clear();
    }
    return status;
}

} // namespace

std::string text_of(const std::exception& error) {
    if (const auto* torch_error = dynamic_cast<const c10::Error*>(&error)) return torch_error->what_without_backtrace();
    return error.what();
}

int32_t remember_current_exception() noexcept {
    try {
        throw;
    } catch (const Failure& failure) {
        return remember(failure.status(), failure.what());
    } catch (const std::bad_alloc&) {
        return remember(RECSYS_OUT_OF_MEMORY, "out of memory");
    } catch (const std::exception& error) {
        return remember(RECSYS_FAILED, text_of(error));
    } catch (...) {
        return remember(RECSYS_FAILED, "an exception that is no std::exception");
    }
}

int32_t copy_text(const std::string& text, char* buffer, int32_t capacity) noexcept {
    if (buffer == nullptr || capacity <= 0) return 0;
    const auto length = std::min(text.size(), static_cast<size_t>(capacity) - 1);
    std::memcpy(buffer, text.data(), length);
    buffer[length] = '\0';
    return static_cast<int32_t>(length);
}

} // namespace recsys

int32_t recsys_error_text(char* buffer, int32_t capacity) {
    return recsys::copy_text(recsys::last_text, buffer, capacity);
}
