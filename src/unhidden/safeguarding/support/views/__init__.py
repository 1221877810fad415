"""The pages of somebody's support."""
