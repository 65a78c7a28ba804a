"""Choosing a routine, keeping it, and the programme with its slip."""
