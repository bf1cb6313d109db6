"""A process that measures one thing: it gets ready, says so, and does it once for each line it is sent."""

import importlib
import json
import resource
import sys
import time


def tell(what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


group, name, given = sys.argv[1:4]
run = getattr(importlib.import_module(group), name)(**json.loads(given))
tell({"ready": True})

for _ in sys.stdin:
    before = time.perf_counter()
    said = run()
    ms = (time.perf_counter() - before) * 1000
    tell({"ms": ms, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "said": said})
