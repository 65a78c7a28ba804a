"""Activities out of the files of watches and services: each reader turns bytes into what is found; no Qt."""
