"""One measured run of red-dwarf, by the Python that has it: ``PYTHON opinions_red_dwarf.py VOTES OUT``.

Imports nothing of this project. Its input is a list with a dictionary for each vote; making that list is not timed.
"""

import json
import resource
import sys
import time
import warnings

warnings.simplefilter("ignore")

import numpy as np  # noqa: E402
from reddwarf.implementations.base import run_pipeline  # noqa: E402

with np.load(sys.argv[1]) as stored:
    columns = zip(stored["voter"].tolist(), stored["statement"].tolist(), stored["vote"].tolist(), strict=True)
    votes = [
        {"participant_id": voter, "statement_id": statement, "vote": vote, "modified": place}
        for place, (voter, statement, vote) in enumerate(columns)
    ]
began, cpu = time.perf_counter(), time.process_time()
found = run_pipeline(votes=votes, random_state=0)
seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
people = found.participants_df
label = people["cluster_id"].fillna(-1).to_numpy(dtype=np.int64)
gic = found.statements_df.sort_index()["group-aware-consensus-agree"].to_numpy(dtype=float)
np.savez(sys.argv[2], label=label[np.argsort(people.index.to_numpy())], gic=gic)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": memory, "k": int(label.max()) + 1}))
