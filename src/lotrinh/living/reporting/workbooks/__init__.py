"""The Excel round trip: one workbook an agency and period, out with what is known, back as a dry run."""
