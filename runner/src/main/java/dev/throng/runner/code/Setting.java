package dev.throng.runner.code;

import java.util.List;

/**
 * A value that a scenario's code asks people for on the live page, before a run begins: an option of its own.
 *
 * @param name by which it is said
 * @param help in a sentence; empty for none
 * @param kind how it is asked for
 * @param value as it stands; several have commas between them, a secret has none here, a switch has {@code true} or {@code false}
 * @param choices what it may be; empty when everything
 * @param required whether there is no run without it
 */
public record Setting(String name, String help, Kind kind, String value, List<String> choices, boolean required) {
    /** How it is asked for. */
    public enum Kind {
        TEXT,
        /** Shown to nobody; as it stands when nothing is said. */
        SECRET,
        SWITCH,
        SEVERAL
    }

    public Setting {
        choices = List.copyOf(choices);
    }
}
