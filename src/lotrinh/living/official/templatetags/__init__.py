"""Template tags of official reports."""
