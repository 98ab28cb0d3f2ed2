"""How a document is built: markers, headings, the tree of sections, annexes."""
