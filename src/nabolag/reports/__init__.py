"""The only library room with words: reports in bokmål, nynorsk and English."""
