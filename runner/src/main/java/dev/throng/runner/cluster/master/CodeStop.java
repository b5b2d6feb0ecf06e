package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.Optional;
import java.util.stream.Stream;

/** The end of the run as the scenario brings it about: because it says so, or because its code is out of hand. */
record CodeStop(Orders.Reason reason, String message) {
    /** @param ofCode whether the users are written in code, not in steps */
    static Optional<CodeStop> of(Snapshot snapshot, boolean ofCode) {
        if (snapshot.counters().containsKey(Counter.CODE_OUT_OF_HAND)) {
            String worst = Stream.concat(
                            snapshot.stops().stream(),
                            snapshot.exceptions().stream().map(Snapshot.Exceptions::message))
                    .findFirst()
                    .map(why -> ": " + why)
                    .orElse("");
            return Optional.of(new CodeStop(Orders.Reason.BROKEN, "the scenario's code is out of hand" + worst));
        }
        return snapshot.stops().stream()
                .findFirst()
                .map(why -> new CodeStop(Orders.Reason.END, ofCode ? ended(why) : why.strip()));
    }

    private static String ended(String why) {
        return "the scenario's code ended the run" + (why.isBlank() ? "" : ": " + why.strip());
    }
}
