"""What goes into an archive, and how archives stand."""
