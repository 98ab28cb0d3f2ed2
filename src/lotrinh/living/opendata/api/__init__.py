"""The open data API, version 1: thin routes over the published rows."""
