"""Documents with planted facts, written by a generator that shares no code with the readers."""
