package dev.throng.runner.http.tls;

import dev.throng.runner.code.Certificates;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * The TLS contexts of users who have certificates of their own. Safe for all threads, which do not wait for each other where a context
 * is known: code may be on its loop here. When there are too many, those go that were not used since they were last looked at, oldest
 * first: the CLOCK algorithm, as near to least recently used as can be had without a lock.
 */
final class TlsContexts {
    private final int most;
    private final ConcurrentMap<Certificates, Entry> entries = new ConcurrentHashMap<>();
    /** In the order in which they are looked at when one is to go; each that is in {@link #entries}, once. */
    private final Queue<Entry> hand = new ConcurrentLinkedQueue<>();

    /** @param most are kept, but for what several threads add at once */
    TlsContexts(int most) {
        this.most = most;
    }

    private static final class Entry {
        private final Certificates of;
        private final SSLContext context;
        private volatile boolean used;

        Entry(Certificates of, SSLContext context) {
            this.of = of;
            this.context = context;
        }

        SSLContext use() {
            if (!used) {
                used = true;
            }
            return context;
        }
    }

    /** @param maker is called where there is none yet; two threads may make the same at once, and one is kept */
    SSLContext get(Certificates wanted, Function<Certificates, SSLContext> maker) {
        Entry known = entries.get(wanted);
        return known == null ? add(new Entry(wanted, maker.apply(wanted))) : known.use();
    }

    private SSLContext add(Entry made) {
        Entry first = entries.putIfAbsent(made.of, made);
        if (first != null) {
            return first.use();
        }
        if (entries.size() > most) {
            evict();
        }
        hand.add(made);
        return made.context;
    }

    /** One goes: the first that was not used since the last look, or after a whole round, in which all were, the next one. */
    private void evict() {
        Entry next = hand.poll();
        for (int looked = 0; next != null && next.used && looked < most; looked++) {
            next.used = false;
            hand.add(next);
            next = hand.poll();
        }
        if (next != null) {
            entries.remove(next.of, next);
        }
    }
}
