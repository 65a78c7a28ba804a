"""The page for the therapist."""
