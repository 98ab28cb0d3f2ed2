"""The living plan: documents, plans, places, people and figures over time, kept in a database.

Every app has the same modules: `models` (records), `services` (verbs, each with its journal entry in its
own transaction), `queries` (what pages ask), `forms`, `views`, `urls`, `templates`. The library imports nothing of it.
"""
