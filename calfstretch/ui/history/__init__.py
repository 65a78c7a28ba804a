"""What was noted, by diary day."""
