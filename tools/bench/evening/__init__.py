"""The evening before the deadline: all communes send their workbooks at once."""
