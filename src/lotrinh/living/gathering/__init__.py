"""Gathering: who has reported, which figures contradict each other, what they add up to, and the locked state."""
