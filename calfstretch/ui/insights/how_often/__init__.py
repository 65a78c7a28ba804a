"""How often the spasms come: a sentence, and bars over water, activity and stretching on one time axis."""
