"""Which answer led to what was done."""

from __future__ import annotations

from typing import Union

from recsys.v1 import Interaction, RecommendForUserResponse, SimilarProductsResponse

Answer = Union[RecommendForUserResponse, SimilarProductsResponse]


def attribute(interaction: Interaction, answer: Answer) -> Interaction:
    """Says that ``answer`` led to ``interaction``: puts the answer's attribution token in.

    Returns the same interaction, so that the call fits into another one:
    ``stream.add(attribute(Interaction(...), answer))``.
    """
    interaction.attribution_token = answer.attribution_token
    return interaction
