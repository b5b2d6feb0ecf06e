package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.tree.Notes;
import dev.throng.runner.imports.tree.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The load of a thread group. */
final class Loads {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double MOST_USERS = 1_000_000;
    private static final double LONGEST = 30 * 86_400;
    private static final int MOST_STAGES = 50;
    private static final Pattern SCHEDULE = Pattern.compile(
            "(?<what>rate|random_arrivals|even_arrivals|pause)\\s*\\(\\s*(?<amount>[0-9.]+)\\s*(?:/?\\s*(?<unit>[a-z]+))?\\s*\\)");

    private final Texts texts;
    private final Notes notes;

    Loads(Texts texts, Notes notes) {
        this.texts = texts;
        this.notes = notes;
    }

    /**
     * What a thread group drives.
     *
     * @param load fields of a load: users, rate or stages
     * @param iterations of each user; 0 for as long as it lasts
     */
    record Load(ObjectNode load, int iterations) {}

    static boolean isOne(Element element) {
        return element.kind().endsWith("ThreadGroup") && !isOnce(element);
    }

    /** Before or after the test. */
    static boolean isOnce(Element element) {
        return element.kind().equals("SetupThreadGroup") || element.kind().equals("PostThreadGroup");
    }

    Load of(Element group) {
        Optional<Element> shaped = group.all().stream()
                .filter(Timers::isRate)
                .filter(timer -> !timer.kind().equals("ConstantThroughputTimer"))
                .findFirst();
        Load load = switch (group.kind()) {
            case "SteppingThreadGroup" -> stepping(group);
            case "UltimateThreadGroup" -> ultimate(group);
            case "ConcurrencyThreadGroup" -> levels(group, false);
            case "ArrivalsThreadGroup" -> levels(group, true);
            case "FreeFormArrivalsThreadGroup" -> freeForm(group);
            case "OpenModelThreadGroup" -> openModel(group);
            case "ThreadGroup", "PostThreadGroup", "SetupThreadGroup" -> plain(group);
            default -> {
                notes.add(
                        group.line(),
                        group.called()
                                + " is a kind of thread group that is not known here: it is taken for a plain one");
                yield plain(group);
            }
        };
        Load driven = shaped.map(timer -> shaped(group, timer, load)).orElse(load);
        if (driven.load().has("stages") && driven.load().path("stages").isEmpty()) {
            notes.add(
                    group.line(),
                    group.called() + " says no load that is known before the test: one user for a minute is taken");
            return new Load(JSON.objectNode().put("users", 1).put("runTime", "1m"), 0);
        }
        return driven;
    }

    private double number(Element group, String property, double otherwise) {
        String text = group.text(property).strip();
        Optional<Double> number = texts.number(text);
        if (number.isEmpty() && !text.isEmpty()) {
            notes.add(
                    group.line(),
                    property + " of " + group.called() + " is not known before the test: "
                            + time(otherwise).replace("s", "") + " is taken");
        }
        return number.orElse(otherwise);
    }

    private static double within(double value, double most) {
        return Math.min(most, Math.max(0, value));
    }

    private Load plain(Element group) {
        double users = Math.max(1, within(number(group, "ThreadGroup.num_threads", 1), MOST_USERS));
        double ramp = within(number(group, "ThreadGroup.ramp_time", 1), LONGEST);
        ObjectNode load = JSON.objectNode().put("users", Math.round(users));
        if (ramp > 0 && users > 1) {
            load.put("spawnRate", rounded(Math.max(0.001, users / ramp)));
        } else if (users > 1) {
            load.put("spawnRate", Math.round(users));
        }
        int loops = loops(group);
        boolean scheduled = group.is("ThreadGroup.scheduler");
        double duration = scheduled ? within(number(group, "ThreadGroup.duration", 0), LONGEST) : 0;
        double delay = scheduled ? within(number(group, "ThreadGroup.delay", 0), LONGEST) : 0;
        if (delay > 0) {
            load.put("startAfter", time(delay));
        }
        if (duration > 0) {
            load.put("runTime", time(duration));
        } else if (loops == 0) {
            notes.add(group.line(), group.called() + " has no end in JMeter: ten minutes are taken for runTime");
            load.put("runTime", "10m");
        }
        return new Load(load, loops);
    }

    /** 0 for without end. */
    private int loops(Element group) {
        Optional<Xml> main = Element.property(group.xml(), "ThreadGroup.main_controller");
        String loops = main.map(controller -> Element.text(controller, "LoopController.loops"))
                .orElse("1")
                .strip();
        boolean forever = main.map(controller -> Element.text(controller, "LoopController.continue_forever"))
                        .orElse("")
                        .equals("true")
                && loops.isEmpty();
        double number =
                forever ? -1 : texts.number(loops.isEmpty() ? "1" : loops).orElse(1.0);
        return number < 0 ? 0 : (int) Math.max(1, Math.min(MOST_USERS, number));
    }

    private Load stepping(Element group) {
        double most = within(number(group, "ThreadGroup.num_threads", 1), MOST_USERS);
        double atOnce = within(number(group, "Start users count burst", 0), most);
        double step = Math.max(1, number(group, "Start users count", most));
        double period = within(number(group, "Start users period", 0), LONGEST);
        double ramp = within(number(group, "rampUp", 0), LONGEST);
        Stages stages = new Stages("users");
        stages.hold(0, within(number(group, "Threads initial delay", 0), LONGEST));
        double users = 0;
        while (users < most && stages.count() < MOST_STAGES * 4) {
            users = Math.min(most, users + (users == 0 && atOnce > 0 ? atOnce : step));
            stages.to(users, ramp);
            if (users < most) {
                stages.hold(users, Math.max(0, period - ramp));
            }
        }
        stages.hold(most, within(number(group, "flighttime", 60), LONGEST));
        double down = Math.max(1, number(group, "Stop users count", most));
        double each = within(number(group, "Stop users period", 0), LONGEST);
        while (users > 0 && each > 0 && stages.count() < MOST_STAGES * 8) {
            users = Math.max(0, users - down);
            stages.to(users, 0);
            stages.hold(users, users > 0 ? each : 0);
        }
        return new Load(stages.written(group), 0);
    }

    /** Rows of threads that come, stay and go: all of them at each instant where one of them begins to do otherwise. */
    private Load ultimate(Element group) {
        List<double[]> rows = new ArrayList<>();
        TreeSet<Double> instants = new TreeSet<>();
        instants.add(0.0);
        for (Xml row : group.entries("ultimatethreadgroupdata")) {
            List<Double> cells = row.children().stream()
                    .map(cell -> within(texts.number(cell.text()).orElse(0.0), LONGEST))
                    .toList();
            if (cells.size() >= 5) {
                double came = cells.get(1) + cells.get(2);
                double left = came + cells.get(3);
                rows.add(new double[] {cells.get(0), cells.get(1), came, left, left + cells.get(4)});
                instants.addAll(List.of(cells.get(1), came, left, left + cells.get(4)));
            }
        }
        Stages stages = new Stages("users");
        double before = 0;
        for (double instant : instants) {
            double arriving = 0;
            double behind = 0;
            for (double[] row : rows) {
                arriving += level(row, instant, false);
                behind += level(row, instant, true);
            }
            stages.to(arriving, instant - before);
            stages.to(behind, 0);
            before = instant;
        }
        return new Load(stages.written(group), 0);
    }

    /** @param behind whether what happens at that very instant has happened */
    private static double level(double[] row, double instant, boolean behind) {
        if (behind ? instant < row[1] : instant <= row[1]) {
            return 0;
        }
        if (instant < row[2]) {
            return row[0] * (instant - row[1]) / (row[2] - row[1]);
        }
        if (instant < row[3] || !behind && instant == row[3]) {
            return row[0];
        }
        return instant < row[4] ? row[0] * (row[4] - instant) / (row[4] - row[3]) : 0;
    }

    private Load levels(Element group, boolean arrivals) {
        double unit = group.text("Unit", "M").strip().equals("S") ? 1 : 60;
        double level = within(number(group, "TargetLevel", 1), MOST_USERS);
        double target = arrivals ? level / unit : level;
        double ramp = within(number(group, "RampUp", 0) * unit, LONGEST);
        double hold = within(number(group, "Hold", 1) * unit, LONGEST);
        int steps = (int) Math.min(MOST_STAGES - 2, Math.max(0, number(group, "Steps", 0)));
        Stages stages = new Stages(arrivals ? "rate" : "users");
        if (steps == 0) {
            stages.to(target, ramp);
        }
        for (int i = 1; i <= steps; i++) {
            stages.to(target * i / steps, 0);
            stages.hold(target * i / steps, ramp / steps);
        }
        stages.hold(target, hold);
        stages.atMost(number(group, "ConcurrencyLimit", 0));
        return new Load(stages.written(group), 0);
    }

    private Load freeForm(Element group) {
        double unit = group.text("Unit", "M").strip().equals("S") ? 1 : 60;
        Stages stages = new Stages("rate");
        for (Xml row : group.entries("Schedule")) {
            List<Double> cells = row.children().stream()
                    .map(cell -> within(texts.number(cell.text()).orElse(0.0), LONGEST))
                    .toList();
            if (cells.size() >= 3) {
                stages.to(cells.get(0) / unit, 0);
                stages.to(cells.get(1) / unit, cells.get(2) * unit);
            }
        }
        stages.atMost(number(group, "ConcurrencyLimit", 0));
        return new Load(stages.written(group), 0);
    }

    /** {@code rate(1/min) random_arrivals(5 min) rate(10/s)}: between two rates it is linear. */
    private Load openModel(Element group) {
        String schedule = texts.known(group.text("OpenModelThreadGroup.schedule"))
                .orElse("")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("//.*", " ");
        Stages stages = new Stages("rate");
        List<double[]> pending = new ArrayList<>();
        double rate = 0;
        Matcher part = SCHEDULE.matcher(schedule);
        while (part.find()) {
            double amount = within(texts.number(part.group("amount")).orElse(0.0), LONGEST * 1000);
            double unit = unit(part.group("unit"));
            if (part.group("what").equals("rate")) {
                double next = amount / unit;
                double all = pending.stream().mapToDouble(stage -> stage[0]).sum();
                double from = rate;
                double past = 0;
                for (double[] stage : pending) {
                    past += stage[0];
                    stages.to(from + (next - from) * (all == 0 ? 1 : past / all), stage[0]);
                }
                pending.clear();
                stages.to(next, 0);
                rate = next;
            } else if (part.group("what").equals("pause")) {
                hold(stages, pending, rate);
                stages.to(0, 0);
                stages.hold(0, amount * unit);
                stages.to(rate, 0);
            } else {
                stages.scatter(part.group("what").equals("random_arrivals"));
                pending.add(new double[] {amount * unit});
            }
        }
        hold(stages, pending, rate);
        return new Load(stages.written(group), 0);
    }

    private static void hold(Stages stages, List<double[]> pending, double rate) {
        pending.forEach(stage -> stages.hold(rate, stage[0]));
        pending.clear();
    }

    private static double unit(@Nullable String unit) {
        return switch (unit == null ? "s" : unit) {
            case "ms" -> 0.001;
            case "m", "min", "minute", "minutes" -> 60;
            case "h", "hour", "hours" -> 3600;
            case "d", "day", "days" -> 86_400;
            default -> 1;
        };
    }

    /** A timer for the throughput of requests makes a load of arrivals: as many as it lets pass, for all that an iteration sends. */
    private Load shaped(Element group, Element timer, Load load) {
        long requests = Math.max(1, group.all().stream().filter(Samplers::isOne).count());
        Stages stages = new Stages("rate");
        if (timer.kind().equals("VariableThroughputTimer")) {
            for (Xml row : timer.entries("load_profile")) {
                List<Double> cells = row.children().stream()
                        .map(cell -> within(texts.number(cell.text()).orElse(0.0), LONGEST))
                        .toList();
                if (cells.size() >= 3) {
                    stages.to(cells.get(0) / requests, 0);
                    stages.to(cells.get(1) / requests, cells.get(2));
                }
            }
        } else {
            double period = Math.max(1, number(timer, "throughputPeriod", 3600));
            stages.scatter(true);
            stages.hold(
                    number(timer, "throughput", 100) / period / requests,
                    within(number(timer, "duration", 3600), LONGEST));
        }
        notes.add(timer.line(), timer.called() + " is a load of arrivals, with " + requests + " requests each");
        ObjectNode written = stages.atMost(load.load().path("users").asDouble()).written(group);
        return written.path("stages").isEmpty() ? load : new Load(written, 0);
    }

    static String time(double seconds) {
        return Timers.time(seconds * 1000);
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** Stages in the making; what follows another without any change is one with it. */
    private final class Stages {
        private final String field;
        private final List<double[]> points = new ArrayList<>();
        private double level;
        private double most;
        private boolean scattered;

        Stages(String field) {
            this.field = field;
        }

        int count() {
            return points.size();
        }

        void scatter(boolean yes) {
            scattered |= yes;
        }

        Stages atMost(double users) {
            most = users;
            return this;
        }

        void hold(double value, double seconds) {
            to(value, 0);
            to(value, seconds);
        }

        /** From where it is to this value. */
        void to(double value, double seconds) {
            if (seconds >= 0.001) {
                points.add(new double[] {level, value, seconds});
            }
            level = value;
        }

        ObjectNode written(Element group) {
            List<double[]> shown = points;
            if (points.size() > MOST_STAGES) {
                notes.add(
                        group.line(),
                        group.called() + " has " + points.size() + " stages: they are put together to "
                                + MOST_STAGES / 2);
                shown = together();
            }
            ArrayNode stages = JSON.arrayNode();
            double before = 0;
            for (double[] point : shown) {
                boolean jumps = field.equals("users") && Math.round(point[0]) != Math.round(before);
                boolean ramps = Math.round(point[0]) != Math.round(point[1]);
                double rest = point[2];
                if (jumps && ramps) {
                    double moment = Math.min(1, rest / 2);
                    rest -= moment;
                    stages.addObject()
                            .put("duration", time(moment))
                            .put("users", Math.round(point[0]))
                            .put("spawnRate", (long) MOST_USERS);
                }
                ObjectNode stage = stages.addObject().put("duration", time(rest));
                if (field.equals("users")) {
                    stage.put("users", Math.round(point[1]));
                    if (jumps && !ramps) {
                        stage.put("spawnRate", (long) MOST_USERS);
                    }
                } else {
                    stage.put("from", rate(point[0])).put("rate", rate(point[1]));
                    if (scattered) {
                        stage.put("poisson", true);
                    }
                    if (most >= 1) {
                        stage.put("maxUsers", Math.min(1_000_000, Math.round(most)));
                    }
                }
                before = point[1];
            }
            return JSON.objectNode().set("stages", stages);
        }

        /** Pairs of neighbours, each as one. */
        private List<double[]> together() {
            List<double[]> all = points;
            while (all.size() > MOST_STAGES) {
                List<double[]> fewer = new ArrayList<>();
                for (int i = 0; i < all.size(); i += 2) {
                    double[] one = all.get(i);
                    double[] other = i + 1 < all.size() ? all.get(i + 1) : new double[] {one[1], one[1], 0};
                    fewer.add(new double[] {one[0], other[1], one[2] + other[2]});
                }
                all = fewer;
            }
            return all;
        }

        private static String rate(double perSecond) {
            return String.format(Locale.ROOT, "%.6f", Math.max(0, perSecond)).replaceFirst("\\.?0+$", "") + "/s";
        }
    }
}
