"""Working days and public holidays: what deadlines and reminders count in."""
