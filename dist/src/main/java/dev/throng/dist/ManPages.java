package dev.throng.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** A page of the manual for each command, out of what {@code --help} shows. */
final class ManPages implements AutoCloseable {
    private final Asciidoctor asciidoctor = Asciidoctor.Factory.create();
    private final String version;

    ManPages(String version) {
        this.version = version;
    }

    /** The command's and those of all below it. */
    void write(CommandLine command, Path folder) throws IOException {
        String name = command.getCommandSpec().qualifiedName("-").replace(' ', '-');
        Files.writeString(folder.resolve(name + ".1"), page(source(command)));
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                write(sub, folder);
            }
        }
    }

    private static String source(CommandLine command) {
        StringWriter text = new StringWriter();
        ManPageGenerator.writeSingleManPage(new PrintWriter(text, true), command.getCommandSpec());
        return text.toString();
    }

    private String page(String source) {
        Attributes attributes = Attributes.builder()
                .attribute("reproducible", "")
                .attribute("docdate", "2026-01-01")
                .attribute("mansource", "Throng " + version)
                .attribute("manmanual", "Throng")
                .build();
        return asciidoctor.convert(
                source,
                Options.builder()
                        .backend("manpage")
                        .docType("manpage")
                        .standalone(true)
                        .safe(SafeMode.SERVER)
                        .attributes(attributes)
                        .build());
    }

    @Override
    public void close() {
        asciidoctor.close();
    }
}
