import time
from functools import partial
from datetime import timedelta
from dashboard.services import votes, accounts
from dashboard.services.accounts import sha256
from dashboard.services.context import Context
from models.account import AuthSession
from models.enums import Choice as C
def test_bench(table):
    m, item, motion = table.voting(present=11)
    ctxs=[]
    for n in range(1,12):
        tok=f"t{n}"
        table.save(AuthSession(token_sha256=sha256(tok), account_id=table.people[str(n)], epoch=0, created_at=table.clock(), seen_at=table.clock(), expires_at=table.clock()+timedelta(hours=5)))
        ctxs.append(partial(Context, table.engine, partial(accounts.by_token, token=tok, now=table.clock), table.clock))
    def run(k, base):
        t=time.process_time(); w=time.perf_counter(); i=0
        for r in range(k):
            for c in ctxs:
                i+=1
                votes.cast(c(), motion, C.FOR if r%2 else C.AGAINST, key=f"b{base}-{r}-{i}")
        return (time.process_time()-t)/i*1e3, (time.perf_counter()-w)/i*1e3
    run(3,0)
    for b in range(3):
        print(table.engine.dialect.name, "cast cpu, wall ms", run(10,b+1))
    for f in (votes.paper, votes.turnout, votes.my_ballot):
        t=time.process_time()
        for i in range(200): f(ctxs[0](), motion)
        print(f.__name__, (time.process_time()-t)/200*1e3)
    from dashboard.services import meetings
    t=time.process_time()
    for i in range(100): meetings.room(ctxs[0]())
    print("room", (time.process_time()-t)/100*1e3)
    import cProfile,pstats
    p=cProfile.Profile(); p.enable(); run(10,9); p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(25)
