package recsys

import recsysv1 "recsys.example/recsys/gen/recsys/v1"

// Answer is what recommends products: a RecommendForUserResponse or a SimilarProductsResponse.
type Answer interface {
	GetAttributionToken() string
}

// Attribute says that an answer led to an interaction: puts the answer's attribution token in. It returns the same
// interaction.
func Attribute(interaction *recsysv1.Interaction, answer Answer) *recsysv1.Interaction {
	interaction.AttributionToken = answer.GetAttributionToken()
	return interaction
}
