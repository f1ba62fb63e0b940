#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "recsys_native.h"

namespace recsys {

// A failure with a status of its own; any other exception is RECSYS_FAILED.
class Failure : public std::runtime_error {
public:
    Failure(recsys_status status, const std::string& text) : std::runtime_error(text), status_(status) {}
    recsys_status status() const noexcept { return status_; }

private:
    recsys_status status_;
};

[[noreturn]] inline void refuse(const std::string& text) { throw Failure(RECSYS_INVALID_ARGUMENT, text); }

inline void require(bool condition, const char* text) {
    if (!condition) refuse(text);
}

// Keeps the text of the exception being handled for recsys_error_text and gives its status.
int32_t remember_current_exception() noexcept;

// Text of an exception without a library's own stack trace.
std::string text_of(const std::exception& error);

// The boundary: nothing thrown inside leaves it.
template <typename Body>
int32_t guarded(Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
        return RECSYS_OK;
    } catch (...) {
        return remember_current_exception();
    }
}

int32_t copy_text(const std::string& text, char* buffer, int32_t capacity) noexcept;

} // namespace recsys
