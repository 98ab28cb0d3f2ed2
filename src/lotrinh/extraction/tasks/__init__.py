"""Work: who has to do what, with whom, until when, handing in what."""
