"""Following tasks: what each agency has done of them, round by round, with what proves it."""
