"""One year of a province played through by the services that people use: `python -m tools.year`.

The agencies are Lạng Sơn's of January 2025 and what became of them on 01/03/2025 and 01/07/2025; plan and results of
2024 are the program's samples. EVERY FIGURE OF 2025 IS INVENTED: drawn near the last known one by a generator with a
seed, as are the reasons, difficulties and decisions. Nothing is written around the services; before each act it is
asked whether its person may do it.
"""
