package dev.throng.runner.imports;

import java.util.ArrayList;
import java.util.List;

/** Words of shell commands: quotes, backslashes, continued lines, pipes; nothing is expanded, and what is redirected is left out. */
public final class ShellWords {
    private final String text;
    private int at;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> command = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean redirected;

    private ShellWords(String text) {
        this.text = text.replace("\\\r\n", " ").replace("\\\n", " ");
    }

    public static List<List<String>> commands(String text) {
        ShellWords words = new ShellWords(text);
        words.read();
        return words.commands;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case '\'' -> quoted('\'', false);
                case '"' -> quoted('"', true);
                case '$' -> dollar();
                case '\\' -> add(at < text.length() ? text.charAt(at++) : c);
                case ' ', '\t', '\r' -> endWord();
                case '\n', ';' -> endCommand();
                case '|', '&' -> operator(c);
                case '<', '>' -> redirection(c);
                case '#' -> comment();
                default -> add(c);
            }
        }
        endCommand();
    }

    /** {@code $'…'} has escapes, as browsers write it. */
    private void dollar() {
        if (at < text.length() && text.charAt(at) == '\'') {
            at++;
            ansi();
        } else {
            add('$');
        }
    }

    /** Within a word it is a part of it, as in a URL that nobody put into quotes. */
    private void operator(char c) {
        boolean twice = at < text.length() && text.charAt(at) == c;
        if (twice) {
            at++;
        }
        if (twice || !inWord) {
            endCommand();
        } else {
            add(c);
        }
    }

    private void redirection(char c) {
        if (inWord && !word.toString().matches("[0-9]")) {
            add(c);
            return;
        }
        word.setLength(0);
        inWord = false;
        while (at < text.length() && "<>&".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        redirected = true;
    }

    private void comment() {
        if (inWord) {
            add('#');
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void quoted(char quote, boolean escapes) {
        inWord = true;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (escapes && c == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
                c = text.charAt(at++);
            }
            word.append(c);
        }
        at++;
    }

    private void ansi() {
        inWord = true;
        while (at < text.length() && text.charAt(at) != '\'') {
            char c = text.charAt(at++);
            word.append(c == '\\' && at < text.length() ? unescaped(text.charAt(at++)) : String.valueOf(c));
        }
        at++;
    }

    private String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> unicode();
            default -> String.valueOf(c);
        };
    }

    private String unicode() {
        int end = Math.min(text.length(), at + 4);
        try {
            String character = String.valueOf((char) Integer.parseInt(text.substring(at, end), 16));
            at = end;
            return character;
        } catch (NumberFormatException none) {
            return "u";
        }
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) {
            if (!redirected) {
                command.add(word.toString());
            }
            redirected = false;
            word.setLength(0);
            inWord = false;
        }
    }

    private void endCommand() {
        endWord();
        redirected = false;
        if (!command.isEmpty()) {
            commands.add(command);
            command = new ArrayList<>();
        }
    }
}
