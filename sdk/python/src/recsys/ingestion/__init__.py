"""Interactions in: batches over one stream, made sure of."""
