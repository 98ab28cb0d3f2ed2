"""Areas over time."""
