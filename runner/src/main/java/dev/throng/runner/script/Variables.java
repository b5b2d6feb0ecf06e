package dev.throng.runner.script;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The variables of one user class: each name has a slot. Filled before the class's expressions are compiled. */
public final class Variables {
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final BitSet secrets = new BitSet();

    /** The slot of a name that something sets; the same for the same name. */
    public int declare(String name) {
        return slots.computeIfAbsent(name, added -> slots.size());
    }

    public OptionalInt slot(String name) {
        Integer slot = slots.get(name);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /** Something sets this variable to what is made of a secret. */
    public void secret(int slot) {
        secrets.set(slot);
    }

    public boolean isSecret(int slot) {
        return secrets.get(slot);
    }

    /** How many variables hold secrets, as far as known. */
    public int secrets() {
        return secrets.cardinality();
    }

    public Set<String> names() {
        return slots.keySet();
    }

    public int size() {
        return slots.size();
    }
}
