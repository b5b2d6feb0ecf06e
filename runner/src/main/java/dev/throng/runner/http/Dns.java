package dev.throng.runner.http;

import dev.throng.api.client.AddressFamily;
import dev.throng.runner.plan.http.Wires;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Names to addresses. Asks the system's resolver elsewhere, so that no loop ever blocks. One per worker, safe for all
 * threads.
 *
 * <p>An answer is used for 30 s. After that the next use starts a look-up behind the users' backs, while they go on with
 * the old addresses; those stay when the look-up fails. So a moved service is followed, and a resolver's hiccup does not
 * become the target's. The system's resolver does not tell how long an answer is valid, and the JDK keeps it for 30 s
 * too: an address is at most about a minute old. That a name is not known is remembered for one second.
 */
public final class Dns {
    static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);
    static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What came of a look-up. */
    public sealed interface Answer {
        /** How long the asker waited; 0 when the answer was at hand. */
        long nanos();
    }

    /**
     * The host's addresses.
     *
     * @param addresses in the order to be tried: the next when a connection to the one before fails. At least one
     */
    public record Found(List<InetAddress> addresses, long nanos) implements Answer {
        /**
         * The addresses for the user with this number: users are spread over the addresses of the preferred family, as
         * resolvers that rotate their answers spread real clients.
         */
        public List<InetAddress> forUser(int userNumber) {
            int equals = 1;
            while (equals < addresses.size() && sameFamily(addresses.get(0), addresses.get(equals))) {
                equals++;
            }
            int first = userNumber % equals;
            if (first == 0) {
                return addresses;
            }
            List<InetAddress> rotated = new ArrayList<>(addresses.subList(first, equals));
            rotated.addAll(addresses.subList(0, first));
            rotated.addAll(addresses.subList(equals, addresses.size()));
            return rotated;
        }

        private static boolean sameFamily(InetAddress one, InetAddress other) {
            return one.getAddress().length == other.getAddress().length;
        }
    }

    /** @param problem in words for the failure table */
    public record NotFound(String problem, long nanos) implements Answer {}

    /** The system's resolver, or a test's. May block. */
    interface Resolver {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private record Kept(Answer answer, long atNanos, boolean forGood) {}

    private record Asker(Consumer<Answer> then, long sinceNanos) {}

    private final Resolver resolver;
    private final Executor elsewhere;
    private final LongSupplier nanoTime;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** Those who wait, by host; a host is here as long as its look-up runs. */
    private final Map<String, List<Asker>> asking = new HashMap<>();

    /** With the system's resolver, on threads of its own. @param wires who says where some hosts are */
    public Dns(Wires wires) {
        this(host -> ofFamily(wires, all(wires.resolve().getOrDefault(host, host))), threads(), System::nanoTime);
    }

    /** @param places a name, an address, or several with commas between them */
    private static InetAddress[] all(String places) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String place : places.split(",")) {
            all.addAll(List.of(InetAddress.getAllByName(place.trim())));
        }
        return all.toArray(InetAddress[]::new);
    }

    private static InetAddress[] ofFamily(Wires wires, InetAddress[] all) throws UnknownHostException {
        if (wires.family().isEmpty()) {
            return all;
        }
        AddressFamily family = wires.family().get();
        Class<? extends InetAddress> kind = family == AddressFamily.ipv4 ? Inet4Address.class : Inet6Address.class;
        InetAddress[] some = Arrays.stream(all).filter(kind::isInstance).toArray(InetAddress[]::new);
        if (some.length == 0) {
            throw new UnknownHostException("no address of " + family);
        }
        return some;
    }

    Dns(Resolver resolver, Executor elsewhere, LongSupplier nanoTime) {
        this.resolver = resolver;
        this.elsewhere = elsewhere;
        this.nanoTime = nanoTime;
    }

    /**
     * For look-ups, which block. The platform's: a virtual thread that another one starts is scheduled where that one is, so
     * the loop of the user who asks would stand still for as long as the resolver takes.
     */
    static Executor threads() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("look-up-", 0).factory());
    }

    /** The answer that is at hand: a literal address, or one that is kept. Null: ask. Never blocks. */
    public @Nullable Answer known(String host) {
        Kept known = kept.get(host);
        if (known == null) {
            return literal(host);
        }
        long age = nanoTime.getAsLong() - known.atNanos();
        if (known.answer() instanceof NotFound) {
            return age < UNKNOWN_NANOS ? known.answer() : null;
        }
        if (age >= FRESH_NANOS && !known.forGood()) {
            join(host, new Asker(answer -> {}, 0));
        }
        return known.answer();
    }

    /** Looks a name up. {@code then} is called once: by a thread of the look-up, or before this returns when known. */
    public void ask(String host, Consumer<Answer> then) {
        long since = nanoTime.getAsLong();
        Answer known = known(host);
        if (known != null) {
            then.accept(known);
        } else {
            join(host, new Asker(then, since));
        }
    }

    private @Nullable Answer literal(String host) {
        boolean maybe =
                host.indexOf(':') >= 0 || (!host.isEmpty() && Character.isDigit(host.charAt(host.length() - 1)));
        if (!maybe) {
            return null;
        }
        try {
            Answer answer = new Found(List.of(InetAddress.ofLiteral(host)), 0);
            kept.put(host, new Kept(answer, 0, true));
            return answer;
        } catch (IllegalArgumentException aName) {
            return null;
        }
    }

    private void join(String host, Asker asker) {
        if (enlist(host, asker)) {
            elsewhere.execute(() -> lookUp(host));
        }
    }

    /** True for the first: a look-up is to be started. */
    private boolean enlist(String host, Asker asker) {
        synchronized (asking) {
            List<Asker> waiting = asking.computeIfAbsent(host, name -> new ArrayList<>());
            waiting.add(asker);
            return waiting.size() == 1;
        }
    }

    private List<Asker> dismiss(String host) {
        synchronized (asking) {
            List<Asker> waiting = asking.remove(host);
            return waiting == null ? List.of() : waiting;
        }
    }

    private void lookUp(String host) {
        Answer fresh = resolved(host);
        long now = nanoTime.getAsLong();
        kept.merge(host, new Kept(fresh, now, false), Dns::better);
        dismiss(host).forEach(asker -> asker.then().accept(after(fresh, now - asker.sinceNanos())));
    }

    /** Old addresses are worth more than a failure. */
    private static Kept better(Kept old, Kept fresh) {
        boolean keepsOld = old.answer() instanceof Found && fresh.answer() instanceof NotFound;
        return keepsOld ? new Kept(old.answer(), fresh.atNanos(), false) : fresh;
    }

    private Answer resolved(String host) {
        try {
            return new Found(List.of(resolver.lookUp(host)), 0);
        } catch (UnknownHostException e) {
            String detail = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            String reason = detail.contains("temporary")
                    ? " (the resolver failed for now)"
                    : detail.startsWith("no address of") ? ": it has " + detail : "";
            return new NotFound("cannot resolve " + host + reason, 0);
        }
    }

    private static Answer after(Answer answer, long nanos) {
        return switch (answer) {
            case Found found -> new Found(found.addresses(), nanos);
            case NotFound notFound -> new NotFound(notFound.problem(), nanos);
        };
    }
}
