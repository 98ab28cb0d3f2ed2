"""`run.py score`: how well reading agrees with the hand annotations, and what changed since the stored run."""
