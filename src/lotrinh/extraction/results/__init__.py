"""Reports: which figures were reached, in which period, set against what."""
