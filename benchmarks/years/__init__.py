"""Years of support, played through the real actions and checked by what was granted."""
