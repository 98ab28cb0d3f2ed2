"""Assessment: targets and figures become verdicts."""
