"""Difficulties: raised by an agency, put before the one who decides, decided by a document, carried out, closed."""
