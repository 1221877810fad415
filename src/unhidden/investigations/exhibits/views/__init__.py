"""The pages of exhibits."""
