"""The reporting cycle: regimes, their periods, who owes a report by when, forms, submissions and their states."""
