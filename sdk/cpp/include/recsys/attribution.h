// Which answer led to an interaction.
#ifndef RECSYS_ATTRIBUTION_H_
#define RECSYS_ATTRIBUTION_H_

#include <utility>

#include "recsys/v1/interaction.pb.h"
#include "recsys/v1/recommendation_service.pb.h"

namespace recsys {

/// The interaction with the attribution token of the answer that led to it, so that the effect of recommendations can
/// be told. The answer is that of RecommendForUser or SimilarProducts.
template <class Answer>
v1::Interaction Attribute(v1::Interaction interaction, const Answer& answer) {
  interaction.set_attribution_token(answer.attribution_token());
  return interaction;
}

}  // namespace recsys

#endif  // RECSYS_ATTRIBUTION_H_
