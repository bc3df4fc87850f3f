#!/usr/bin/env python3
"""Keeps the arrows of the house: a folder of src/ includes only what lies before it.

Usage: check_includes.py [ROOT]. Prints one line for each forbidden include; exit status 1 where there is any.
The table is the one of ARCHITECTURE.md.
"""
import pathlib, re, sys

# folder -> folders whose headers it may include (itself and the public headers always)
MAY_USE = {
    "base": set(),
    "io": {"base"},
    "learned": {"base"},
    "text": {"base"},
    "syntax": {"base", "text"},
    "knowledge": {"base", "text"},
    "reading": {"base", "learned", "text", "syntax", "knowledge"},
    "coding": {"base", "learned", "text", "syntax", "knowledge", "reading"},
    "pipeline": {"base", "io", "learned", "text", "syntax", "knowledge", "reading", "coding"},
    "store": {"base", "io"},
    "evaluation": {"base", "io"},
    "cli": {"base", "io", "learned", "text", "syntax", "knowledge", "reading", "coding", "pipeline", "store",
            "evaluation"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')


def violations(root):
    for folder in sorted(p.name for p in (root / "src").iterdir() if p.is_dir()):
        if folder not in MAY_USE:
            yield f"src/{folder}: not in the table of tools/check_includes.py"
            continue
        allowed = MAY_USE[folder] | {folder, "chancery"}
        for path in sorted((root / "src" / folder).rglob("*.[ch]*")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                target = found.group(1)
                if "/" not in target:
                    yield f'{path.relative_to(root)}:{number}: "{target}": write the full path from src/'
                elif path.stem.endswith("_test") and target.startswith("support/"):
                    pass  # tests/support/ is for tests, wherever they lie
                elif target.split("/")[0] not in allowed:
                    yield f'{path.relative_to(root)}:{number}: {folder} may not use "{target}"'
    for path in sorted((root / "include").rglob("*.h")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            if found and not found.group(1).startswith("chancery/"):
                yield f'{path.relative_to(root)}:{number}: public headers use standard types only'


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    found = list(violations(root))
    print("\n".join(found) if found else "includes: all arrows point the right way")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
