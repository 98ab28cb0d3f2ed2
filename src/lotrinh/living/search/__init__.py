"""Search over everything that has a page: one folded column, the same answers on every database."""
