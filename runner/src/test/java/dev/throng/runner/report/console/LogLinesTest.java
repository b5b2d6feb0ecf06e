package dev.throng.runner.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    @Test
    void anEntryIsALine() {
        LogRecord entry = new LogRecord(Level.WARNING, "the {0} broke:\n  here\n\n  and there");
        entry.setParameters(new Object[] {"pipe"});
        assertThat(new LogLines().format(entry))
                .matches("\\d\\d:\\d\\d:\\d\\d WARNING the pipe broke: \\| here \\| and there\\R");
    }

    @Test
    void soIsWhatWasThrown() {
        LogRecord entry = new LogRecord(Level.SEVERE, "a bug");
        entry.setThrown(new IllegalStateException("twice", new IllegalArgumentException("why")));
        String line = new LogLines().format(entry);
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .contains("SEVERE a bug | java.lang.IllegalStateException: twice | at dev.throng.")
                .contains("Caused by: java.lang.IllegalArgumentException: why");
    }
}
