"""The form of one spasm."""
