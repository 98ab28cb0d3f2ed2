"""`run.py bench`: how fast reading is, beside plain regular expressions and a named peer, and how it grows."""
