"""How bad the spasms are and how long they last."""
