"""The start page: what I owe and what waits for me, by role; for visitors, where the published plans stand."""
