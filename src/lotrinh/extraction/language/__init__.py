"""Pattern tools of all rules: phrase lists compiled into one pattern, clauses."""
