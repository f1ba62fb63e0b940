// Runs conformance cases through the SDK's public API: one request a line in, one answer a line out, in their order.
#include <iostream>
#include <string>

#include "verbs.h"

int main() {
  recsys::conformance::Verbs verbs;
  for (std::string line; std::getline(std::cin, line);)
    if (!line.empty()) std::cout << verbs.Answer(line) << std::endl;
}
