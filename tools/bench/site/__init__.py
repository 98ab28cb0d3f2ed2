"""The speed of the site with a nation in it: `python3 run.py bench --site`."""
