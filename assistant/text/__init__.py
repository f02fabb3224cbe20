"""The lowest floor: characters, numerals, dates, tokens and sentences of Chinese text."""
