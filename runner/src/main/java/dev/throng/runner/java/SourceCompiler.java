package dev.throng.runner.java;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Mistake;
import dev.throng.scenario.User;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The JDK's compiler, from text to bytes, without a file. */
final class SourceCompiler {
    private SourceCompiler() {}

    /** What became of the sources. */
    sealed interface Outcome {}

    /** @param classes by binary name, in the compiler's order */
    record Compiled(Map<String, byte[]> classes) implements Outcome {}

    record Refused(List<Mistake> mistakes) implements Outcome {}

    static Outcome compile(Bundle bundle) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return new Refused(List.of(new Mistake(
                    "", 0, 0, "this Java has no compiler (module jdk.compiler); scenarios in Java need a JDK")));
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8);
        InMemory files = new InMemory(standard);
        List<Source> sources = bundle.files().entrySet().stream()
                .map(file -> new Source(file.getKey(), file.getValue()))
                .toList();
        boolean done = compiler.getTask(
                        Writer.nullWriter(),
                        files,
                        found,
                        List.of(
                                "-proc:none",
                                "-g",
                                "-parameters",
                                "-nowarn",
                                "-Xdiags:compact",
                                "-Xmaxerrs",
                                "1000",
                                "-classpath",
                                classpath(bundle.libraries())),
                        null,
                        sources)
                .call();
        List<Mistake> mistakes = found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(SourceCompiler::mistake)
                .toList();
        if (done && mistakes.isEmpty()) {
            return new Compiled(files.classes());
        }
        return new Refused(
                mistakes.isEmpty()
                        ? List.of(new Mistake("", 0, 0, "the compiler gave up without a reason"))
                        : mistakes);
    }

    private static Mistake mistake(Diagnostic<? extends JavaFileObject> diagnostic) {
        String file = diagnostic.getSource() instanceof Source source ? source.name : "";
        String message = diagnostic
                .getMessage(Locale.ROOT)
                .lines()
                .map(String::strip)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return new Mistake(
                file,
                (int) Math.max(0, diagnostic.getLineNumber()),
                (int) Math.max(0, diagnostic.getColumnNumber()),
                message);
    }

    /** The API's own archive, then what the scenario brings. */
    private static String classpath(List<Path> libraries) {
        List<String> paths = new ArrayList<>();
        CodeSource api = User.class.getProtectionDomain().getCodeSource();
        if (api != null) {
            try {
                paths.add(Path.of(api.getLocation().toURI()).toString());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("the API's own archive is at no place: " + api.getLocation(), e);
            }
        }
        libraries.forEach(library -> paths.add(library.toString()));
        return String.join(File.pathSeparator, paths);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("scenario:///" + name.replace(" ", "%20")), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        /** A public class may be in a file of another name: what a folder calls its files is its own business. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> outputs = new LinkedHashMap<>();

        InMemory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
                    outputs.put(className, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new LinkedHashMap<>();
            outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
