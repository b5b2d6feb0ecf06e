package dev.throng.runner.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a program tells of itself when it is asked for nothing else. It is made of constants: to read the same off the
 * annotations of all commands takes longer than the rest of such a start.
 *
 * @param commands those that are shown: name and description
 * @param exitCodes each as {@code code:meaning}
 */
public record Overview(
        String program,
        String description,
        Map<String, String> commands,
        String exitCodesHeading,
        List<String> exitCodes,
        String footer,
        IVersionProvider version) {
    /** Whether this asks for the program's help or version only. */
    public static boolean isAsked(String... args) {
        return args.length == 1
                && switch (args[0]) {
                    case "-h", "--help", "-V", "--version" -> true;
                    default -> false;
                };
    }

    /** The texts of the program's own page. */
    public void describe(CommandSpec program) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String each : exitCodes) {
            int colon = each.indexOf(':');
            codes.put(each.substring(0, colon), each.substring(colon + 1));
        }
        program.versionProvider(version);
        program.usageMessage()
                .description(description)
                .synopsisSubcommandLabel("COMMAND")
                .exitCodeListHeading(exitCodesHeading)
                .exitCodeList(codes)
                .footerHeading("%n")
                .footer(footer);
    }

    /**
     * A program that can show its page and its version. Its {@code main} had better return than exit: what the JDK would log of
     * an exit makes it look through all jars for a logger.
     */
    public CommandLine line() {
        IFactory factory = new Nothing();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(null, factory).name(program);
        describe(spec);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        CommandLine line = new CommandLine(spec, factory);
        commands.forEach((name, description) -> {
            CommandSpec command = CommandSpec.wrapWithoutInspection(null, factory);
            command.usageMessage().description(description);
            line.addSubcommand(name, command);
        });
        return line;
    }

    /** The library's own looks for classes of Groovy, in each jar there is. */
    private static final class Nothing implements IFactory {
        @Override
        public <K> K create(Class<K> type) {
            throw new IllegalStateException("a page has no need of " + type);
        }
    }
}
