package dev.throng.operator.loadtest;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;

/** Wakes the reconciler when a master has something to tell, and tells when a LoadTest is gone. Safe for all threads. */
public final class NewsSource extends AbstractEventSource<Void, LoadTestResource>
        implements ResourceEventAware<LoadTestResource> {
    private volatile Gone gone = (_, _, _) -> {};

    NewsSource() {
        super(Void.class, "news");
    }

    /** Called when a LoadTest was deleted. */
    @FunctionalInterface
    interface Gone {
        void gone(String namespace, String name, String uid);
    }

    void onGone(Gone listener) {
        gone = listener;
    }

    /** There is something to look at. */
    void of(RunId run) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(new ResourceID(run.loadTest(), run.namespace())));
        }
    }

    @Override
    public Set<Void> getSecondaryResources(LoadTestResource loadTest) {
        return Set.of();
    }

    @Override
    public void onResourceDeleted(LoadTestResource loadTest) {
        var metadata = loadTest.getMetadata();
        gone.gone(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }
}
