"""What each kind of report says: from records to a `Draft`."""
