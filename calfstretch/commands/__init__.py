"""What each command does; nothing here needs Qt."""
