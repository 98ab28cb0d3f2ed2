"""Open data: the published rows as files, a catalogue, an API, feeds and two exchange profiles."""
