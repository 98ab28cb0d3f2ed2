"""The project's own tools, run by the verbs of `run.py`; not part of the installed package."""
