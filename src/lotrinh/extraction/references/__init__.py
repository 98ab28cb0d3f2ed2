"""What a document refers to: numbered documents and laws by name."""
