"""calfstretch: guides the calf stretch, keeps a diary of calf spasms, shows how often they come."""

__version__ = "0.1.0"
