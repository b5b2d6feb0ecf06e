package dev.throng.dist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code kubectl_complete-throng}: what kubectl asks for candidates of its plug-in, whatever the user's shell. The words of
 * the command line are its arguments; it prints a candidate a line, and at the end what the shell is to do beside.
 */
final class KubectlCompletion {
    private final StringBuilder commands = new StringBuilder();
    private final StringBuilder cases = new StringBuilder();
    private final Set<String> valued = new LinkedHashSet<>();

    private KubectlCompletion() {}

    static String of(CommandLine command) throws IOException {
        KubectlCompletion all = new KubectlCompletion();
        all.add(command.getCommandSpec(), "");
        return Resource.text("kubectl_complete-throng.sh")
                .replace("@COMMANDS@", all.commands)
                .replace("@VALUED@", String.join(" | ", all.valued))
                .replace("@CASES@", all.cases);
    }

    private void add(CommandSpec command, String path) {
        List<CommandSpec> below = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(sub -> !sub.usageMessage().hidden())
                .toList();
        List<String> options = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                options.add(option.longestName() + "\\t" + plain(FishCompletion.summary(option.description())));
                if (option.arity().max() > 0) {
                    valued.addAll(List.of(option.names()));
                }
            }
        }
        cases.append("'").append(path).append("')\n");
        cases.append("  options='").append(String.join("\n", options)).append("'\n");
        cases.append("  words='")
                .append(below.stream()
                        .map(sub -> sub.name() + "\\t"
                                + plain(FishCompletion.summary(
                                        sub.usageMessage().description())))
                        .collect(Collectors.joining("\n")))
                .append("'\n");
        cases.append("  wants=").append(wants(command)).append("\n  ;;\n");
        for (CommandSpec sub : below) {
            String longer = path.isEmpty() ? sub.name() : path + " " + sub.name();
            commands.append(commands.isEmpty() ? "" : " | ")
                    .append("'")
                    .append(longer)
                    .append("'");
            add(sub, longer);
        }
    }

    /** What the command's own argument names. */
    private static String wants(CommandSpec command) {
        return command.positionalParameters().stream()
                .map(parameter -> {
                    boolean file = FishCompletion.takesFile(
                            parameter.paramLabel(), parameter.typeInfo().getType());
                    boolean ofSchedules = command.parent() != null
                            && "schedule".equals(command.parent().name());
                    return file ? "files" : ofSchedules ? "loadtestschedules" : "loadtests";
                })
                .findFirst()
                .orElse("nothing");
    }

    private static String plain(String text) {
        return text.replace("'", "’").replace("\\", "");
    }
}
