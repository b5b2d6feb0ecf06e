package dev.throng.runner.files;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process has open: its standard output, or what a shell has given it beside. Written where it stands, whatever is
 * behind it: opening a file anew would write over what others have written there.
 */
record Descriptor(int number) implements Destination {
    private static final Pattern NAME = Pattern.compile("/(?:dev|proc/self)/fd/(\\d+)");

    static OptionalInt named(Path path) {
        String name = path.toString();
        return switch (name) {
            case STANDARD_OUTPUT, "/dev/stdout" -> OptionalInt.of(1);
            case "/dev/stderr" -> OptionalInt.of(2);
            default -> {
                Matcher matcher = NAME.matcher(name);
                yield matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
            }
        };
    }

    @Override
    public Path path() {
        return Path.of("/dev/fd/" + number);
    }

    @Override
    public boolean isStandardOutput() {
        return number == 1;
    }

    @Override
    public void prepare() throws IOException {
        if (number > 2) {
            Files.newOutputStream(path(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                    .close();
        }
    }

    @Override
    public void write(Content content) throws IOException {
        System.out.flush();
        System.err.flush();
        switch (number) {
            case 1 -> write(content, new FileOutputStream(FileDescriptor.out));
            case 2 -> write(content, new FileOutputStream(FileDescriptor.err));
            default -> {
                try (OutputStream out =
                        Files.newOutputStream(path(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                    write(content, out);
                }
            }
        }
    }

    /** Leaves it open: others write there too. */
    private static void write(Content content, OutputStream to) throws IOException {
        OutputStream out = new BufferedOutputStream(to);
        content.writeTo(out);
        out.flush();
    }
}
