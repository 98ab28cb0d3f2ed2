"""Exchange with other systems: electronic documents (edXML) and report packets."""
