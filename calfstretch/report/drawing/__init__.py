"""How pages of paper are drawn: letters, rows, columns, pictures; lengths are points (1/72 inch)."""
