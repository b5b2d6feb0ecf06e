package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The last few seconds, in all phases: what is shown as "now". */
public final class Recent {
    private final int seconds;
    private final Map<RequestKey, Tally> names = new HashMap<>();
    private final List<ResourceUse> resourceUse = new ArrayList<>();
    private final LatencyHistogram loopLag = new LatencyHistogram();

    Recent(Collection<Second> last) {
        this(last, last.size());
    }

    /** @param length in seconds, with those that nobody has reported */
    Recent(Collection<Second> last, int length) {
        seconds = length;
        for (Second second : last) {
            second.names.byKey.forEach(
                    (key, moment) -> moment.addTo(names.computeIfAbsent(key, unused -> new Tally(key, -1))));
            resourceUse.add(second.slice.resourceUse());
            loopLag.add(second.loopLag);
        }
    }

    /** Ten, or fewer when the run is young. */
    public int seconds() {
        return seconds;
    }

    /** One name; without service time and time to first byte. */
    public Tally of(RequestKey key) {
        return names.getOrDefault(key, new Tally(key, -1));
    }

    /** All names of some user classes together. */
    public Tally of(Set<String> users) {
        return Tally.sum(
                RequestKey.ALL,
                names.values().stream()
                        .filter(tally -> users.contains(tally.key.user()))
                        .toList());
    }

    /** All names together. */
    public Tally all() {
        return Tally.sum(RequestKey.ALL, names.values());
    }

    /** Second by second. */
    public List<ResourceUse> resourceUse() {
        return resourceUse;
    }

    public LatencyHistogram loopLag() {
        return loopLag;
    }
}
