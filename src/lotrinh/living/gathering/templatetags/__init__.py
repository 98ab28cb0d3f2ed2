"""Template tags of gathering."""
