"""Facts and verdicts as JSON, tables, workbooks and pages. No rules of its own."""
