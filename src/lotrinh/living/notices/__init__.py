"""What somebody is told, when, by rule: reminders before a day, words after it, escalation, digests."""
