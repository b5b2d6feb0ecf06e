package dev.throng.runner.cli.option;

import dev.throng.api.report.NoticeForm;
import dev.throng.api.report.NotifySpec;
import dev.throng.api.report.Outcome;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.notify.Receiver;
import dev.throng.runner.plan.Plan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Who is told how the run ended. */
public final class NotifyOptions {
    /** Instead of the option, so that no list of processes shows an address. */
    private static final String VARIABLE = "THRONG_NOTIFY";

    private static final Pattern NAMED = Pattern.compile("([a-z]([-a-z0-9]*[a-z0-9])?)=(.*)");

    @Option(
            names = "--notify",
            paramLabel = "[NAME=]URL",
            description =
                    "At the end, POST how it went to this webhook. NAME is one of spec.notify whose address only the"
                            + " cluster knows, or a form: json (the default), slack or teams. Several are allowed; "
                            + VARIABLE
                            + " does the same, separated by blanks, and keeps addresses off the command line.")
    private List<String> given = new ArrayList<>();

    @Option(names = "--no-notify", description = "Tell nobody, whatever spec.notify says.")
    private boolean none;

    private Map<String, String> environment = System.getenv();

    /**
     * A receiver, and what it is told of.
     *
     * @param outcomes all of them when nothing is said
     */
    public record Listener(Receiver receiver, Set<Outcome> outcomes) {}

    /** @throws Refusal when an option is none of what it may be */
    public List<Listener> listeners(Plan plan) {
        if (none) {
            return List.of();
        }
        List<NotifySpec> asked = Optional.ofNullable(plan.spec().notices()).orElse(List.of());
        Map<String, Listener> listeners = new LinkedHashMap<>();
        asked.stream()
                .filter(notice -> notice.url() != null)
                .forEach(notice -> listeners.put(name(notice), listener(notice, String.valueOf(notice.url()))));
        int number = 0;
        for (String text : texts()) {
            Matcher named = NAMED.matcher(text);
            boolean hasName = named.matches();
            String address = hasName ? named.group(3) : text;
            String name = hasName ? named.group(1) : NoticeForm.json.name();
            if (!address.matches("https?://\\S+")) {
                throw new Refusal(
                        ExitCode.INVALID, "--notify: what follows " + name + "= is no URL such as https://host/path");
            }
            Optional<NotifySpec> own =
                    asked.stream().filter(notice -> name(notice).equals(name)).findFirst();
            number++;
            listeners.put(
                    own.isPresent() ? name : name + "-" + number,
                    own.map(notice -> listener(notice, address))
                            .orElseGet(() -> new Listener(
                                    new Receiver(name, form(name), address), EnumSet.allOf(Outcome.class))));
        }
        return List.copyOf(listeners.values());
    }

    private List<String> texts() {
        return given.isEmpty()
                ? Stream.of(environment.getOrDefault(VARIABLE, "").split("\\s+"))
                        .filter(text -> !text.isEmpty())
                        .toList()
                : given;
    }

    private static NoticeForm form(String name) {
        return Stream.of(NoticeForm.values())
                .filter(form -> form.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ExitCode.INVALID,
                        "--notify: '" + name + "' is neither one of spec.notify nor a form: json, slack or teams"));
    }

    private static Listener listener(NotifySpec notice, String address) {
        NoticeForm form = Objects.requireNonNullElse(notice.form(), NoticeForm.json);
        Set<Outcome> outcomes = notice.outcomes() == null
                ? EnumSet.allOf(Outcome.class)
                : Set.copyOf(Objects.requireNonNull(notice.outcomes()));
        return new Listener(new Receiver(name(notice), form, address), outcomes);
    }

    private static String name(NotifySpec notice) {
        return String.valueOf(notice.name());
    }

    /** What to tell somebody whose file asks for notices that can't be sent from here. */
    public Optional<String> missing(Plan plan) {
        if (none || plan.spec().notices() == null) {
            return Optional.empty();
        }
        Set<String> reached = listeners(plan).stream()
                .map(listener -> listener.receiver().name())
                .collect(java.util.stream.Collectors.toSet());
        List<String> unreached = plan.spec().notices().stream()
                .map(NotifyOptions::name)
                .filter(name -> !reached.contains(name))
                .toList();
        return unreached.isEmpty()
                ? Optional.empty()
                : Optional.of("spec.notify: the address of " + String.join(", ", unreached)
                        + " is kept in the cluster, so it is not told; --notify " + unreached.getFirst()
                        + "=URL tells it from here");
    }
}
