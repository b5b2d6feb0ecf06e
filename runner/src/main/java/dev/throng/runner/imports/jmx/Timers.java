package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Part;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Pauses before a sampler: all timers that it is in the reach of, one after the other. */
final class Timers {
    private static final Set<String> RATES =
            Set.of("ConstantThroughputTimer", "PreciseThroughputTimer", "VariableThroughputTimer");
    private static final double LONGEST = 86_400_000;

    private final Texts texts;
    private final Notes notes;

    Timers(Texts texts, Notes notes) {
        this.texts = texts;
        this.notes = notes;
    }

    static boolean isOne(Element element) {
        return element.kind().endsWith("Timer");
    }

    /** Those that say how many requests there are per second, and not how long one waits. */
    static boolean isRate(Element element) {
        return RATES.contains(element.kind());
    }

    void before(Scope scope, List<Part> parts) {
        for (Element timer : scope.elements()) {
            if (isOne(timer) && !isRate(timer)) {
                pause(timer).ifPresent(step -> parts.add(new Part.Plain(step)));
            }
        }
    }

    private Optional<ObjectNode> pause(Element timer) {
        switch (timer.kind()) {
            case "ConstantTimer" -> {
                return constant(number(timer, "ConstantTimer.delay"));
            }
            case "UniformRandomTimer" -> {
                double offset = number(timer, "ConstantTimer.delay");
                double range = number(timer, "RandomTimer.range");
                return range <= 0 ? constant(offset) : law("between", offset, offset + range);
            }
            case "GaussianRandomTimer" -> {
                return bell(number(timer, "ConstantTimer.delay"), number(timer, "RandomTimer.range"));
            }
            case "PoissonRandomTimer" -> {
                double mean = number(timer, "RandomTimer.range");
                return bell(number(timer, "ConstantTimer.delay") + mean, Math.sqrt(mean));
            }
            default -> {
                notes.add(timer.line(), timer.called() + " is not carried over");
                return Optional.empty();
            }
        }
    }

    private double number(Element timer, String property) {
        Optional<Double> number = texts.number(timer.text(property, "0"));
        if (number.isEmpty()) {
            notes.add(timer.line(), timer.called() + " waits for a time that is known during the test only: put it in");
        }
        return Math.min(LONGEST, Math.max(0, number.orElse(0.0)));
    }

    static Optional<ObjectNode> constant(double millis) {
        return Math.round(millis) == 0
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance.objectNode().put("pause", time(millis)));
    }

    private static Optional<ObjectNode> law(String law, double from, double to) {
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.putObject("pauseBy").putArray(law).add(time(from)).add(time(to));
        return Optional.of(step);
    }

    private static Optional<ObjectNode> bell(double mean, double deviation) {
        if (deviation < 1) {
            return constant(mean);
        }
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.putObject("pauseBy").putObject("normal").put("mean", time(mean)).put("deviation", time(deviation));
        return Optional.of(step);
    }

    /** As a LoadTest writes it. */
    static String time(double millis) {
        long whole = Math.round(millis);
        return whole % 1000 == 0 ? whole / 1000 + "s" : String.format(Locale.ROOT, "%dms", whole);
    }
}
