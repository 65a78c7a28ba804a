"""Safety and how to stretch."""
