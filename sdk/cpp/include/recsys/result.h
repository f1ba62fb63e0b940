// An answer or an error.
#ifndef RECSYS_RESULT_H_
#define RECSYS_RESULT_H_

#include <utility>
#include <variant>

#include "recsys/error.h"

namespace recsys {

/// What a call brought: its answer, or why it failed. Look before you take, or take with value() and have failures
/// thrown.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : outcome_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return outcome_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// The answer; throws the Error where there is none.
  const T& value() const& {
    RequireAnswer();
    return std::get<0>(outcome_);
  }
  T&& value() && {
    RequireAnswer();
    return std::get<0>(std::move(outcome_));
  }
  const T& operator*() const& { return value(); }
  const T* operator->() const { return &value(); }

  /// Why the call failed; only where ok() is false.
  const Error& error() const { return std::get<1>(outcome_); }

 private:
  void RequireAnswer() const {
    if (!ok()) throw error();
  }

  std::variant<T, Error> outcome_;
};

/// What a call without an answer brought.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }

  /// Throws the Error where the call failed.
  void value() const {
    if (error_) throw *error_;
  }

  /// Why the call failed; only where ok() is false.
  const Error& error() const { return error_.value(); }

 private:
  std::optional<Error> error_;
};

}  // namespace recsys

#endif  // RECSYS_RESULT_H_
