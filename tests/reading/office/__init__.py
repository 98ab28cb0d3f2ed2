"""Small office files, written byte by byte by the tests that read them."""
