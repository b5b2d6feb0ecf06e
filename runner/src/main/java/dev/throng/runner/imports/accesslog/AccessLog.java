package dev.throng.runner.imports.accesslog;

import dev.throng.runner.imports.Draft;
import dev.throng.runner.imports.ImportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An access log of nginx, Apache, Envoy, Istio or an application load balancer. */
public final class AccessLog {
    private static final long LONGEST_SECONDS = 10L * 366 * 24 * 60 * 60;
    private static final int MOST_ROUTES = 64;
    private static final int MOST_WEIGHT = 1_000_000;
    private static final int MOST_STAGES = 24;
    private static final int MOST_USERS = 1_000_000;

    /** Shorter pauses are none that a clock of seconds can tell. */
    private static final double SHORTEST_PAUSE = 0.2;

    /** What makes the load of the log again, as it is called on a command line. */
    public enum Model {
        /** Requests arrive at the log's rates, whoever sends them. */
        arrivals,
        /** Users who think between two requests as the log's clients did, as many as keep its rate. */
        sessions
    }

    private final List<LogFormat> formats =
            new ArrayList<>(List.of(LogFormat.common(), LogFormat.envoy(), LogFormat.loadBalancer()));
    private final Routes routes = new Routes();
    private final Arrivals arrivals = new Arrivals();
    private final Clients clients = new Clients();
    private final List<String> notes = new ArrayList<>();
    private long hits;
    private long others;

    /**
     * @param target base URL, which a log does not say
     * @throws ImportException no line of it is in one of the formats
     */
    public static Draft read(Stream<String> lines, String target, Model model) throws ImportException {
        AccessLog log = new AccessLog();
        lines.forEach(log::line);
        return log.draft(target, model);
    }

    /** Whether one of the first lines is written like one. */
    public static boolean isOne(String beginning) {
        AccessLog log = new AccessLog();
        return beginning.lines().limit(20).anyMatch(line -> log.hit(line).isPresent());
    }

    private void line(String line) {
        Optional<Hit> hit = hit(line);
        hit.ifPresent(this::add);
        others += hit.isPresent() || line.isBlank() ? 0 : 1;
    }

    private void add(Hit hit) {
        hits++;
        routes.add(hit);
        arrivals.add(hit.second());
        clients.add(hit.client(), hit.second());
    }

    /** The format of the line before is tried first. */
    private Optional<Hit> hit(String line) {
        for (int i = 0; i < formats.size(); i++) {
            Optional<Hit> hit = formats.get(i).hit(line);
            if (hit.isPresent()) {
                formats.addFirst(formats.remove(i));
                return hit;
            }
        }
        return Optional.empty();
    }

    private Draft draft(String target, Model model) throws ImportException {
        if (hits == 0) {
            throw new ImportException(
                    "no line of it is an access log's, of nginx, Apache, Envoy or an application load balancer");
        }
        if (arrivals.seconds() > LONGEST_SECONDS) {
            throw new ImportException("more than ten years lie between its lines: one of them has a wrong time");
        }
        List<Routes.Named> all = routes.byCount().stream()
                .filter(route -> Draft.METHODS.contains(route.method().toLowerCase(Locale.ROOT)))
                .toList();
        if (all.isEmpty()) {
            throw new ImportException("no request in it has a method that can be sent");
        }
        List<Routes.Named> kept = all.subList(0, Math.min(MOST_ROUTES, all.size()));
        double scale = Math.max(1, kept.getFirst().route().count() / (double) MOST_WEIGHT);
        List<Draft.Request> requests =
                kept.stream().map(route -> request(route, scale)).toList();
        tell(kept);
        List<Draft.Stage> stages = arrivals.stages(MOST_STAGES).stream()
                .map(stage -> new Draft.Stage(stage.seconds(), stage.perSecond(), stage.scattered()))
                .toList();
        Draft draft = new Draft(target, requests, true, stages, Optional.empty(), Map.of(), notes);
        return model == Model.arrivals ? draft : draft.thinking(sessions(stages));
    }

    /** By Little's law: who comes again after a pause of this mean is there for it. */
    private Draft.Sessions sessions(List<Draft.Stage> stages) throws ImportException {
        ThinkTimes times = clients.thinkTimes();
        if (isOfOneClient()) {
            throw noSessions(
                    "all requests came from one address, a proxy's or a load test's: whose sessions they are is not known");
        }
        if (clients.pause(0.5).isEmpty()) {
            throw noSessions("no client in it came again");
        }
        if (times.mean() < SHORTEST_PAUSE) {
            throw noSessions(
                    "between two requests of a client there were less than 200 ms in the mean, which a log's clock of"
                            + " whole seconds cannot tell");
        }
        double most = stages.stream()
                .mapToDouble(stage -> stage.perSecond() * times.mean())
                .max()
                .orElse(0);
        if (most > MOST_USERS) {
            throw noSessions(Math.round(most) + " users at a time would be more than a run has");
        }
        notes.add("users wait as the log's clients did from one request to the next, which holds the response's time: a"
                + " target that answers slower than it did gets fewer requests");
        return new Draft.Sessions(times.law(), times.rest(), times.mean());
    }

    private static ImportException noSessions(String why) {
        return new ImportException(why + ": leave out --model sessions");
    }

    /** However often it came anew. */
    private boolean isOfOneClient() {
        return clients.sessions() > 0 && !clients.areSeveral() && hits > 1;
    }

    private void tell(List<Routes.Named> kept) {
        if (others > 0) {
            notes.add(others + " lines are in another format and were left out");
        }
        long rest =
                hits - kept.stream().mapToLong(route -> route.route().count()).sum();
        if (rest > 0) {
            notes.add(rest + " of " + hits + " requests went to rarer routes than the " + kept.size()
                    + " that were kept, or had methods that are not sent");
        }
        if (kept.stream()
                .anyMatch(route ->
                        !route.method().equals("GET") && !route.method().equals("HEAD"))) {
            notes.add("a log does not hold bodies: requests other than GET are sent without one");
        }
        if (isOfOneClient()) {
            notes.add("all requests came from one address, a proxy's or a load test's: how clients pause is not known");
            return;
        }
        clients.pause(0.5)
                .ifPresent(median -> notes.add(String.format(
                        Locale.ROOT,
                        "%d sessions of clients, with %.1f requests each; between two requests of one client half of the pauses were %d s or shorter, nine of ten %d s or shorter",
                        clients.sessions(),
                        clients.requestsPerSession(),
                        median,
                        clients.pause(0.9).orElse(0))));
    }

    private static Draft.Request request(Routes.Named named, double scale) {
        Route route = named.route();
        return Draft.Request.weighted(
                named.method() + " " + Draft.literal(named.template()),
                named.method(),
                path(route.examples()),
                route.status(),
                (int) Math.max(1, Math.round(route.count() / scale)));
    }

    /** One of those that were asked for. */
    private static String path(List<String> examples) {
        return examples.size() == 1
                ? Draft.literal(examples.getFirst())
                : "${random.pick("
                        + String.join(
                                ", ", examples.stream().map(AccessLog::quoted).toList()) + ")}";
    }

    private static String quoted(String path) {
        return "'"
                + path.replace("\\", "%5C")
                        .replace("'", "%27")
                        .replace("{", "%7B")
                        .replace("}", "%7D")
                + "'";
    }
}
