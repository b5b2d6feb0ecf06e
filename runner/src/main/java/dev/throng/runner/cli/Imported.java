package dev.throng.runner.cli;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.cli.option.LoadOptions;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.imports.Fetching;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.Importer;
import dev.throng.runner.imports.Kind;
import dev.throng.runner.imports.LoadTestText;
import dev.throng.runner.imports.Made;
import dev.throng.runner.imports.SpecDraft;
import dev.throng.runner.imports.accesslog.AccessLog;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The LoadTest that was made of other tools' files, as text that has been checked. */
final class Imported {
    private static final String NOWHERE = "http://localhost";

    private Imported() {}

    /**
     * Makes it.
     *
     * @param named what the files are, when that was said
     * @param below paths that a description's operations are to have; empty for all
     * @param model what makes an access log's load; the usual one when it was not said
     * @throws Refusal a file cannot be read, or is something else
     */
    static String of(
            Optional<Kind> named,
            List<String> said,
            Optional<String> host,
            List<String> below,
            Optional<AccessLog.Model> model) {
        List<String> files = said.stream().map(Imported::located).toList();
        String first = files.getFirst();
        try {
            Kind kind = named.or(() -> kind(first))
                    .orElseThrow(() -> refusal(
                            first,
                            "can't be told what it is: say so, one of " + Kind.words() + ", as in: throng import "
                                    + Kind.HAR.word() + " " + first));
            if (kind != Kind.OPENAPI && !below.isEmpty()) {
                throw refusal(first, "is " + kind.word() + ", and --below is for " + Kind.OPENAPI.word() + " only");
            }
            if (kind != Kind.ACCESSLOG && model.isPresent()) {
                throw refusal(first, "is " + kind.word() + ", and --model is for " + Kind.ACCESSLOG.word() + " only");
            }
            Made draft =
                    Importer.read(kind, files, host.orElse(NOWHERE), below, model.orElse(AccessLog.Model.arrivals));
            String text = LoadTestText.of(
                    name(first),
                    "Made by throng import " + kind.word() + " of " + String.join(" ", files),
                    host.<Made>map(draft::at).orElse(draft));
            // What was made is checked as any file: whoever wrote it should not find out by running it.
            TestFile made = TestFile.of(first, text.getBytes(StandardCharsets.UTF_8));
            if (!isCode(draft)) {
                made.compile(LoadOptions.ofThisProcess());
            }
            return text;
        } catch (ImportException wrong) {
            throw refusal(first + wrong.place(), String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            throw unreadable(first, unreadable);
        }
    }

    /** A locustfile may be in a ConfigMap, and is another program's to check. */
    private static boolean isCode(Made made) {
        return made instanceof SpecDraft draft && draft.spec().path("scenario").has("python");
    }

    /** A server's URL stands for where it describes its API. */
    private static String located(String file) {
        if (!Fetching.isUrl(file)) {
            return file;
        }
        try {
            if (Importer.kind(file).isPresent()) {
                return file;
            }
        } catch (IOException notThere) {
            // Elsewhere on it there may be one.
        }
        try {
            return Fetching.description(file)
                    .orElseThrow(() -> refusal(
                            file,
                            "describes no API at the usual places (" + Fetching.usualPlaces()
                                    + "): give the URL of its OpenAPI"));
        } catch (IOException unreachable) {
            throw unreadable(file, unreachable);
        }
    }

    private static Optional<Kind> kind(String file) {
        if (file.equals("-")) {
            throw refusal(file, "say what comes from standard input, one of " + Kind.words());
        }
        try {
            return Importer.kind(file);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static String name(String file) {
        if (Fetching.isUrl(file)) {
            String path = file.replaceFirst("^https?://", "").replaceFirst("[:/?#].*$", "");
            return path.replaceFirst("\\..*$", "").matches("[0-9]+") ? "imported" : path.replaceFirst("\\..*$", "");
        }
        return file.equals("-")
                ? "imported"
                : String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    private static Refusal unreadable(String file, IOException why) {
        String reason = why instanceof ConnectException
                ? "nobody listens there"
                : why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return refusal(file, why instanceof NoSuchFileException ? "is not there" : "can't be read: " + reason);
    }

    private static Refusal refusal(String file, String words) {
        return new Refusal(ExitCode.INVALID, file + ": " + words);
    }
}
