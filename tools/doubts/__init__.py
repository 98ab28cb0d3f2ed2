"""`python -m tools.doubts`: how many of the wrong records carry reasons, and how much each reason should count."""
