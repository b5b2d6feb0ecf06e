package dev.throng.operator.loadtest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Wakes a reconciler by what the cluster does not tell, and tells when a resource is gone. Safe for all threads.
 *
 * @param <P> the reconciler's resource
 */
public final class NewsSource<P extends HasMetadata> extends AbstractEventSource<Void, P>
        implements ResourceEventAware<P> {
    private volatile Consumer<P> gone = _ -> {};

    public NewsSource() {
        super(Void.class, "news");
    }

    /** What to do when a resource was deleted. */
    public void onGone(Consumer<P> listener) {
        gone = listener;
    }

    /** There is something to look at. */
    void of(String namespace, String name) {
        if (isRunning()) {
            getEventHandler().handleEvent(new Event(new ResourceID(name, namespace)));
        }
    }

    @Override
    public Set<Void> getSecondaryResources(P resource) {
        return Set.of();
    }

    @Override
    public void onResourceDeleted(P resource) {
        gone.accept(resource);
    }
}
