package dev.throng.operator.loadtest.act;

import dev.throng.operator.loadtest.status.Announcement;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events. An event's name is made of what it tells, so that telling it twice, by this process or its successor,
 * leaves one. Safe for all threads.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int REMEMBERED = 10_000;

    private final KubernetesClient client;
    private final Clock clock;
    private final Set<String> told = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

    public Events(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * A failure is logged and no more: nothing hangs on an event.
     *
     * @return whether it is told for the first time
     */
    public boolean tell(HasMetadata about, Announcement announcement) {
        Event event = event(about, announcement);
        if (!told.add(
                event.getMetadata().getNamespace() + "/" + event.getMetadata().getName())) {
            return false;
        }
        try {
            client.resource(event).create();
            return true;
        } catch (KubernetesClientException e) {
            if (!ApiErrors.exists(e) && !ApiErrors.ending(e)) {
                LOG.warn("event {} was not written: {}", announcement.reason(), ApiErrors.message(e));
            }
            return !ApiErrors.exists(e);
        }
    }

    private Event event(HasMetadata about, Announcement announcement) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(about.getMetadata().getName() + "."
                        + hash(about.getMetadata().getUid() + announcement.key()))
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .endInvolvedObject()
                .withType(announcement.warning() ? "Warning" : "Normal")
                .withReason(announcement.reason())
                .withMessage(announcement.message())
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource("throng-operator", null)
                .withReportingComponent("throng.dev/operator")
                .withReportingInstance("throng-operator")
                .build();
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 16);
    }

    /** Forgets the oldest. */
    private static final class Bounded extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
