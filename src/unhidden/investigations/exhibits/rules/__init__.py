"""What holds for exhibits, whoever asks and whenever."""
