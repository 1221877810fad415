"""The frame of every page, components, forms."""
