"""The pages of unused material."""
