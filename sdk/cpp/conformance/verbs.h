// What a conformance request can ask for.
#ifndef RECSYS_CONFORMANCE_VERBS_H_
#define RECSYS_CONFORMANCE_VERBS_H_

#include <map>
#include <string>

#include "json.h"
#include "recsys/client.h"

namespace recsys::conformance {

class Verbs {
 public:
  /// Carries a request out: a line of JSON in, a line of JSON out. Whatever goes wrong is in the answer.
  std::string Answer(const std::string& line);

 private:
  void Run(const Struct& request, Struct* answer);
  void Stream(const Struct& request, Struct* answer);
  void AttributeAnswer(const Struct& request, Struct* answer);
  const Client& ClientFor(const Struct& request);

  std::map<std::string, Client> clients_;
};

/// Calls any method of the contract, by its name.
void CallByName(const Client& client, const Struct& request, Struct* answer);

}  // namespace recsys::conformance

#endif  // RECSYS_CONFORMANCE_VERBS_H_
