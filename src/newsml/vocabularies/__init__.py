"""Facts that standards bodies publish, restated: aliases, codes and terms, each with source and date."""
