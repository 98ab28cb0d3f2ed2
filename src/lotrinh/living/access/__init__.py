"""Who may enter: a table of acts and roles, pure functions over it, and the doors of all views. Knows no app."""
