"""No dependency that a user builds may need a newer Rust than the crate promises.

Where only one toolchain is at hand, this is the part of the promise that can be checked; the lint
`incompatible_msrv` checks the crate's own code against the standard library.
"""

import json
import subprocess
import sys


def version(text):
    return tuple(int(part) for part in text.split("."))


command = ["cargo", "metadata", "--locked", "--format-version", "1", "--all-features"]
metadata = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
root = metadata["resolve"]["root"]
promised = version(packages[root]["rust_version"])

seen, waiting = {root}, [root]
while waiting:
    for dependency in nodes[waiting.pop()]["deps"]:
        normal = any(kind["kind"] in (None, "build") for kind in dependency["dep_kinds"])
        if normal and dependency["pkg"] not in seen:
            seen.add(dependency["pkg"])
            waiting.append(dependency["pkg"])

newer = [
    f"{packages[key]['name']} {packages[key]['version']} needs Rust {packages[key]['rust_version']}"
    for key in seen
    if packages[key]["rust_version"] and version(packages[key]["rust_version"])[:2] > promised[:2]
]
print(f"{len(seen) - 1} dependencies, promised Rust {packages[root]['rust_version']}")
if newer:
    print("\n".join(sorted(newer)))
    sys.exit(1)
