package dev.throng.dist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Fish's form, with a word of explanation beside each candidate. */
final class FishCompletion {
    private static final int LONGEST = 80;

    private final String program;
    private final StringBuilder text = new StringBuilder();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandLine command) {
        FishCompletion fish = new FishCompletion(command.getCommandName());
        fish.line("-f");
        fish.add(command.getCommandSpec(), "__fish_use_subcommand");
        return fish.text.toString();
    }

    /** @param where the test for the command line being one of this command */
    private void add(CommandSpec command, String where) {
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> option(option, where));
        command.positionalParameters().stream()
                .filter(parameter ->
                        takesFile(parameter.paramLabel(), parameter.typeInfo().getType()))
                .findFirst()
                .ifPresent(file -> line("-n", quoted(where), "-F"));
        command.subcommands().forEach((name, sub) -> {
            CommandSpec below = sub.getCommandSpec();
            if (!below.usageMessage().hidden()) {
                line(
                        "-n",
                        quoted(where),
                        "-a",
                        name,
                        "-d",
                        quoted(summary(below.usageMessage().description())));
                add(below, "__fish_seen_subcommand_from " + name);
            }
        });
    }

    private void option(OptionSpec option, String where) {
        List<String> words = new ArrayList<>(List.of("-n", quoted(where)));
        for (String name : option.names()) {
            words.add(name.startsWith("--") ? "-l" : "-s");
            words.add(name.replaceFirst("^--?", ""));
        }
        String values = candidates(option);
        if (!values.isEmpty()) {
            words.addAll(List.of("-x", "-a", quoted(values)));
        } else if (option.arity().max() > 0) {
            words.add(takesFile(option.paramLabel(), option.typeInfo().getType()) ? "-rF" : "-x");
        }
        words.addAll(List.of("-d", quoted(summary(option.description()))));
        line(words.toArray(String[]::new));
    }

    static String candidates(OptionSpec option) {
        if (option.completionCandidates() != null) {
            return StreamSupport.stream(option.completionCandidates().spliterator(), false)
                    .map(value -> option.typeInfo().isEnum() ? value.toLowerCase(Locale.ROOT) : value)
                    .collect(Collectors.joining(" "));
        }
        return "";
    }

    static boolean takesFile(String label, Class<?> type) {
        return type == Path.class || label.startsWith("FILE") || label.startsWith("FOLDER");
    }

    /** The first sentence, or as much of it as has room beside a candidate. */
    static String summary(String[] description) {
        String all = Arrays.stream(description)
                .map(line -> line.replace("%n", " ").replace("%%", "%"))
                .collect(Collectors.joining(" "));
        String first =
                all.split("(?<=[a-z)])[.;:] ", 2)[0].replaceFirst("\\.$", "").replaceFirst(" \\([^)]*$", "");
        return first.length() <= LONGEST ? first : first.substring(0, LONGEST - 1) + "…";
    }

    private void line(String... words) {
        text.append("complete -c ").append(program);
        for (String word : words) {
            text.append(' ').append(word);
        }
        text.append('\n');
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
