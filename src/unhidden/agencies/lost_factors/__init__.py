"""A second factor that somebody lost: one administrator asks, another confirms."""
