"""Cramp now: relief in night colours."""
