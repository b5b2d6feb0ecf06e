package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.History;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The copies that this process keeps of what other workers handed over. Confined to one thread. */
final class ReplicaStore {
    private final Supplier<History> empty;
    private final Map<WorkerId, History> growing = new LinkedHashMap<>();
    private final Map<WorkerId, History> whole = new LinkedHashMap<>();

    ReplicaStore(Supplier<History> empty) {
        this.empty = empty;
    }

    /**
     * Takes a part of a copy; one that begins at 0 replaces what was kept, one that does not continue it is ignored.
     *
     * @return up to where there is a whole copy, when this was the last part
     */
    Optional<ToMaster.Held> hold(ToWorker.Hold part) {
        History copy = part.span().first() == 0
                ? empty.get()
                : growing.getOrDefault(part.of(), whole.getOrDefault(part.of(), empty.get()));
        if (part.span().first() != copy.next()) {
            return Optional.empty();
        }
        copy.add(part.span());
        growing.put(part.of(), copy);
        return part.whole() ? Optional.of(completed(part.of(), copy)) : Optional.empty();
    }

    private ToMaster.Held completed(WorkerId of, History copy) {
        growing.remove(of);
        whole.put(of, copy);
        return new ToMaster.Held(of, copy.next());
    }

    void release(WorkerId of) {
        growing.remove(of);
        whole.remove(of);
    }

    List<ToMaster.Holding> holdings() {
        return whole.entrySet().stream()
                .map(copy -> new ToMaster.Holding(copy.getKey(), copy.getValue().next()))
                .toList();
    }

    /** All spans of a copy in order; none when there is no whole one. */
    List<Span> copy(WorkerId of) {
        History copy = whole.get(of);
        return copy == null ? List.of() : copy.from(0);
    }
}
