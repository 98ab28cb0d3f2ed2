"""The command line: thin, no rules of its own. `lotrinh --help` is the manual."""
