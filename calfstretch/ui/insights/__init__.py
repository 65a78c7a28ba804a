"""How often the spasms come."""
