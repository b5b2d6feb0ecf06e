package dev.throng.runner.engine.loop;

import dev.throng.runner.engine.draw.Feeder;
import dev.throng.runner.engine.draw.Numbers;
import dev.throng.runner.engine.draw.Pools;
import dev.throng.runner.engine.judge.ExchangeLog;
import dev.throng.runner.engine.judge.Redaction;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.engine.machine.SourceAddresses;
import dev.throng.runner.http.Dns;
import dev.throng.runner.http.request.PreparedRequest;
import dev.throng.runner.http.tls.TlsClient;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.step.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** What all loops of a worker use together. Safe for all threads. */
public record Shared(
        Plan plan,
        EngineOptions options,
        Url target,
        Dns dns,
        TlsClient tls,
        Pools pools,
        Numbers numbers,
        SharedValues given,
        IterationBudget budget,
        Need need,
        List<Feeder> feeders,
        Map<String, Rendezvous> meetings,
        SourceAddresses sources,
        ExchangeLog exchangeLog,
        MemoryReserve reserve,
        Executor elsewhere,
        LongSupplier epochMillis,
        Map<Step, PreparedRequest> prepared) {

    public static Shared of(Plan plan, EngineOptions options, Executor elsewhere) {
        Url target = Url.parse(plan.target().toString());
        if (target == null) {
            throw new IllegalArgumentException("the plan's target is no http URL: " + plan.target());
        }
        TlsClient tls = TlsClient.of(plan.http());
        if (target.origin().tls()) {
            tls.warmUp();
        }
        Need need = new Need();
        return new Shared(
                plan,
                options,
                target,
                new Dns(plan.http().wires()),
                tls,
                new Pools(plan.pools()),
                new Numbers(plan.counters()),
                new SharedValues(),
                new IterationBudget(plan.iterations()),
                need,
                plan.feeds().stream()
                        .map(feed -> new Feeder(feed, plan.seed(), need))
                        .toList(),
                new ConcurrentHashMap<>(),
                new SourceAddresses(plan.http().wires().from()),
                new ExchangeLog(plan.http().logFailures(), new Redaction(plan.secrets())),
                MemoryReserve.of(plan.scenario().isPresent()),
                elsewhere,
                System::currentTimeMillis,
                new ConcurrentHashMap<>());
    }

    public PreparedRequest prepare(Step.Request step) {
        return prepared.computeIfAbsent(step, unprepared -> PreparedRequest.of(step, target));
    }

    public PreparedRequest prepare(Step.Rpc step) {
        return prepared.computeIfAbsent(step, unprepared -> PreparedRequest.of(step, target));
    }
}
