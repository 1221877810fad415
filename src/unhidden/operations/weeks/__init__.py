"""Operations themselves: opened, joined by partners, started, closed."""
