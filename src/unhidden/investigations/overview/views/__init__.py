"""The front of an investigation, joining and splitting."""
