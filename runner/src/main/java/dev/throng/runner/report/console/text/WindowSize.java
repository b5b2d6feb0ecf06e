package dev.throng.runner.report.console.text;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the kernel for the size of the terminal on standard output or error. Java has no call for it, and the shell's
 * {@code COLUMNS} is seldom exported and never changes.
 */
final class WindowSize {
    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;
    private static final long TIOCGWINSZ = isMac() ? 0x40087468L : 0x5413L;

    private final MethodHandle ioctl;
    private final int descriptor;

    private WindowSize(MethodHandle ioctl, int descriptor) {
        this.ioctl = ioctl;
        this.descriptor = descriptor;
    }

    record Cells(int columns, int lines) {}

    private static boolean isMac() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** Empty when the descriptor is no terminal, or cannot be asked on this platform. */
    static Optional<WindowSize> of(int descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("ioctl")
                .map(symbol -> new WindowSize(
                        linker.downcallHandle(
                                symbol,
                                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                                Linker.Option.firstVariadicArg(2)),
                        descriptor))
                .filter(size -> size.now().isPresent());
    }

    /** Empty when it is no terminal any more. */
    Optional<Cells> now() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment window = arena.allocate(JAVA_SHORT, 4);
            int failed = (int) ioctl.invokeExact(descriptor, TIOCGWINSZ, window);
            int lines = Short.toUnsignedInt(window.getAtIndex(JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(window.getAtIndex(JAVA_SHORT, 1));
            return failed == 0
                    ? Optional.of(columns > 0 ? new Cells(columns, lines) : new Cells(80, 24))
                    : Optional.empty();
        } catch (Throwable e) {
            throw new LinkageError("ioctl", e);
        }
    }
}
