"""Searching the public texts of the claim list: the index narrows, the comparison decides."""

from dashboard.services.search.needs import holding, index_needs

__all__ = ["holding", "index_needs"]
