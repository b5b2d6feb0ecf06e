package dev.throng.runner.imports.jmx;

import dev.throng.runner.imports.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plan's variables: those with values, those that hold rows of data, lists or numbers that are taken during the test, and those
 * that texts refer to.
 */
final class Values {
    /** As written; later ones win, as in JMeter. */
    private final Map<String, String> given = new LinkedHashMap<>();

    private final Map<String, String> expressions = new HashMap<>();
    private final Map<String, String> handed = new HashMap<>();
    private final Set<String> lists = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, String> blanks = new LinkedHashMap<>();

    void give(String name, String value) {
        given.put(name, value);
    }

    /** From now on the name stands for this expression. */
    void alias(String name, String expression) {
        expressions.put(name, expression);
    }

    /** A capture or an assignment makes it. */
    void make(String name) {
        made.add(name);
    }

    /** A capture makes a list of it. */
    void makeList(String name) {
        lists.add(name);
        made.add(name);
    }

    /** A list that is gone through. */
    String list(String name) {
        used.add(name);
        return Words.variable(name);
    }

    boolean isList(String name) {
        return lists.contains(name);
    }

    boolean isMade(String name) {
        return made.contains(name) || expressions.containsKey(name);
    }

    /** From now on a property holds what is taken into a variable. */
    void hand(String property, String variable) {
        handed.put(property, variable);
    }

    /** The variable whose value a property is given during the test. */
    Optional<String> handed(String property) {
        return Optional.ofNullable(handed.get(property)).filter(this::isMade);
    }

    Map<String, String> given() {
        return given;
    }

    /** An expression for a variable of that name. */
    String expression(String name) {
        String alias = expressions.get(name);
        if (alias != null) {
            return alias;
        }
        int under = name.lastIndexOf('_');
        String list = under > 0 ? name.substring(0, under) : "";
        if (lists.contains(list)) {
            String which = name.substring(under + 1);
            used.add(list);
            if (which.equals("matchNr")) {
                return "size(" + Words.variable(list) + ")";
            }
            if (which.matches("[1-9][0-9]{0,5}")) {
                return Words.variable(list) + "[" + (Integer.parseInt(which) - 1) + "]";
            }
        }
        used.add(name);
        return Words.variable(name);
    }

    /** A variable that somebody has to give a value to. */
    String blank(String kind, String what) {
        for (Map.Entry<String, String> blank : blanks.entrySet()) {
            if (blank.getValue().equals(what)) {
                return blank.getKey();
            }
        }
        String name = kind + (blanks.size() + 1);
        blanks.put(name, what);
        return name;
    }

    Map<String, String> blanks() {
        return blanks;
    }

    Set<String> used() {
        return used;
    }
}
