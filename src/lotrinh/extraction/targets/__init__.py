"""Goals: which measures and outcomes a document wants, until when."""
