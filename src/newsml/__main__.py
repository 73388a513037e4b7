"""``python -m newsml`` is the command ``newsml``."""

from newsml.cli import main

if __name__ == "__main__":
    main()
