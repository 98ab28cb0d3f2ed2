"""Vietnamese text: one spelling for rules, one key for search, one order for lists, numbers and dates."""
